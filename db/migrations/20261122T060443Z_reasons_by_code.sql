-- Why something was inferred is kept by code, so that every language can say it; a sentence written before stays as it is written.
alter table holdfast.asset_attribute alter column why type jsonb
  using case when why is null then null else jsonb_build_array(jsonb_build_object('code', 'as_written', 'params', jsonb_build_object('text', why))) end;
