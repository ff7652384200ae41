-- A capture and a gzip of it are the same traffic: what counts once is the content, whatever the file around it.
alter table holdfast.capture add column content_sha256 text;
update holdfast.capture set content_sha256 = sha256 where state = 'done';
create unique index capture_content_once on holdfast.capture (site_id, content_sha256) where state = 'done';
