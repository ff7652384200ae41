-- Why kind and level were concluded, in a sentence, beside the value.
alter table holdfast.asset_attribute add column why text;
