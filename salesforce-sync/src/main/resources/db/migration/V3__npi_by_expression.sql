-- The same test as an expression of one piece, which PostgreSQL writes into the query: the statistics of 600,000 contacts take a fraction of the time.
create or replace function is_npi(npi text) returns boolean language sql immutable as $$
  select npi ~ '^[0-9]{10}$' and (24
      + ascii(translate(substr(npi, 1, 1), '0123456789', '0246813579')) + ascii(substr(npi, 2, 1))
      + ascii(translate(substr(npi, 3, 1), '0123456789', '0246813579')) + ascii(substr(npi, 4, 1))
      + ascii(translate(substr(npi, 5, 1), '0123456789', '0246813579')) + ascii(substr(npi, 6, 1))
      + ascii(translate(substr(npi, 7, 1), '0123456789', '0246813579')) + ascii(substr(npi, 8, 1))
      + ascii(translate(substr(npi, 9, 1), '0123456789', '0246813579')) + ascii(substr(npi, 10, 1))
      - 480) % 10 = 0
$$;
