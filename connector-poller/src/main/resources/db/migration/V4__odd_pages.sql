-- How long a page of nothing but odd items has been waited for.
alter table streams add column odd_since timestamptz;
comment on column streams.odd_since is 'since when a page comes that is nothing but items that cannot be read; null once the stream was read without any';
