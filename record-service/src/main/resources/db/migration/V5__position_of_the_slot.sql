-- No later than this may the slot stand: written before each move of it. One that stands further was made anew or moved by somebody else.
alter table cdc_source add column confirmed bigint;
comment on column cdc_source.confirmed is 'position in the WAL, as a number; null where it was never written down';
