-- What tenants set concerns the messengers' provider: nothing here ever asked for it.
drop table tenant_settings;
