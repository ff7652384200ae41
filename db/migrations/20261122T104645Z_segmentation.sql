-- Which zones count as segmented and what the others lack, as last counted; and how many they were over time (G6).
create table holdfast.zone_segmentation (
  site_id uuid not null,
  zone_id uuid not null,
  missing text[] not null,
  since timestamptz not null default now(),
  primary key (site_id, zone_id)
);
create table holdfast.segmentation_count (
  site_id uuid not null,
  counted_at timestamptz not null default now(),
  zones integer not null,
  segmented integer not null,
  primary key (site_id, counted_at)
);
grant select, insert, update, delete on holdfast.zone_segmentation to holdfast_app;
grant select, insert on holdfast.segmentation_count to holdfast_app;
