-- role: holdfast_ledger
-- An act need not look whether its id is sealed already: its server has just made it, two that wait exclude each other (`waiting_pkey`), and under
-- a sealed id nothing is sealed again (`ledger.seal`, `entry_id_key`). Who writes such a one past the server finds it set aside and named.

drop view ledger.plain;

-- Where an entry without content is left, with one commitment or none, and short. Asks of the row that is kept what `ledger.append_next` asks, but
-- for what is sealed and for the log of its place (`ledger.aside` names those); nothing is read from it. What cannot be read as jsonb could not be
-- sealed. No other table is looked at: each costs an act more than all that is asked here.
create view ledger.plain as
  select w.id, w.place, w.at, w.told, w.facts, w.behind from ledger.waiting w
  where w.told ~ '^[a-z][a-z0-9._-]* [a-z][a-z0-9._-]* [A-Za-z0-9._:/-]+ [A-Za-z0-9._:/-]+ [A-Za-z0-9._:/-]+ [0-9]*$'
    and octet_length(w.told) < 2000 and octet_length(w.facts) < 8000 and jsonb_typeof(w.facts::jsonb) = 'object'
    and w.facts is json object with unique keys
    and w.at >= '1970-01-01 00:00:00+00' and w.at < '9999-12-31 00:00:00+00'
    and (octet_length(w.behind) < 32) is not true
  with check option;
grant insert on ledger.plain to holdfast_app;
