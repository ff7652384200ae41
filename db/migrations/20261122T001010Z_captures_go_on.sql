-- Uploads that broke off go on where they stopped until a time; after it they have expired. Frames another capture held already are counted once.
alter table holdfast.capture drop constraint capture_state_check;
update holdfast.capture set state = 'expired' where state = 'interrupted';
alter table holdfast.capture add constraint capture_state_check
  check (state in ('receiving', 'reading', 'done', 'duplicate', 'failed', 'cancelled', 'interrupted', 'expired'));
alter table holdfast.capture add column kept_until timestamptz;
alter table holdfast.capture add column packets_known bigint not null default 0;
comment on column holdfast.capture.kept_until is 'until when an upload that broke off can go on';
comment on column holdfast.capture.packets_known is 'packets of this file that captures counted before it held too';
create index capture_by_time on holdfast.capture (site_id, first_packet, last_packet) where state = 'done';
