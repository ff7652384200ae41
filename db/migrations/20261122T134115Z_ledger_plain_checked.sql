-- role: holdfast_ledger
-- A rule puts what it is given in place of each mention: what is asked of one value need not hold for the next. A view's check option asks of the
-- row that is kept, and has a plan of its own as well.

drop view ledger.plain;

-- Where an entry without content is left, with one commitment or none, and short. Asks what `ledger.append_next` asks, and refuses by the same
-- names; nothing is read from it. What cannot be read as jsonb could not be sealed.
create view ledger.plain as
  select w.id, w.log_id, w.at, w.told, w.facts, w.behind from ledger.waiting w
  where (
      w.told ~ '^[a-z][a-z0-9._-]* [a-z][a-z0-9._-]* [A-Za-z0-9._:/-]+ [A-Za-z0-9._:/-]+ [A-Za-z0-9._:/-]+ [0-9]*$'
        and octet_length(w.told) < 2000 and octet_length(w.facts) < 8000 and jsonb_typeof(w.facts::jsonb) = 'object'
        and w.facts is json object with unique keys
        and w.at >= '1970-01-01 00:00:00+00' and w.at < '9999-12-31 00:00:00+00'
        and (octet_length(w.behind) < 32) is not true
      or ledger.refuse_plain(w.id) is null)
    and (not exists (select from ledger.entry e where e.id = w.id) or ledger.refuse_place(null, w.id) is null)
  with check option;
grant insert on ledger.plain to holdfast_app;
