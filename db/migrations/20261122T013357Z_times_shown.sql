-- How a person wants times shown: in the plant's zone or their own, on a clock of 24 or 12 hours.
alter table holdfast.person
  add column times_in text not null default 'plant' check (times_in in ('plant', 'own')),
  add column clock text not null default 'h23' check (clock in ('h23', 'h12'));
