-- role: holdfast_ledger
-- Functions that name a refusal are set up for every act, also where nothing is refused: the view's check refuses by itself (44000).

drop view ledger.plain;

-- Where an entry without content is left, with one commitment or none, and short. Asks of the row that is kept what `ledger.append_next` asks;
-- nothing is read from it. What cannot be read as jsonb could not be sealed.
create view ledger.plain as
  select w.id, w.log_id, w.at, w.told, w.facts, w.behind from ledger.waiting w
  where w.told ~ '^[a-z][a-z0-9._-]* [a-z][a-z0-9._-]* [A-Za-z0-9._:/-]+ [A-Za-z0-9._:/-]+ [A-Za-z0-9._:/-]+ [0-9]*$'
    and octet_length(w.told) < 2000 and octet_length(w.facts) < 8000 and jsonb_typeof(w.facts::jsonb) = 'object'
    and w.facts is json object with unique keys
    and w.at >= '1970-01-01 00:00:00+00' and w.at < '9999-12-31 00:00:00+00'
    and (octet_length(w.behind) < 32) is not true
    and not exists (select from ledger.entry e where e.id = w.id)
  with check option;
grant insert on ledger.plain to holdfast_app;
revoke execute on function ledger.refuse_plain(uuid), ledger.refuse_place(uuid, uuid) from holdfast_app;
drop function ledger.refuse_plain(uuid);
