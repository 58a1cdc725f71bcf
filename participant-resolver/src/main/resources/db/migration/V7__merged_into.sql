-- What was merged into some is found without reading the whole tenant, while its locks are held.

create index conversations_merged_into on conversations (tenant, merged_into) where merged_into is not null;
create index participants_merged_into on participants (tenant, merged_into) where merged_into is not null;
