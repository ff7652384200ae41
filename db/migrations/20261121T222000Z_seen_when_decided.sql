-- When an asset was last seen as a person decided on it: a rejected one that is seen after that is a finding again.
alter table holdfast.asset add column seen_when_decided timestamptz;
