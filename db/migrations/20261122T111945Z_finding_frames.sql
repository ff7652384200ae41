-- Frames of a finding are cut out of its capture when somebody asks; nothing is kept beside it.
alter table holdfast.finding drop column clip_sha256, drop column clip_frames;
