-- When somebody last looked whether what the authorities hold of a legal entity is right.
alter table holdfast.legal_entity add column registration_checked_at timestamptz;
