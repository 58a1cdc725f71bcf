-- A pipeline's own columns are part of what is published of its records: its name, and whether they are companies.

create function raise_own_rules_version() returns trigger language plpgsql as $$
begin
  new.rules_version := old.rules_version + 1;
  return new;
end $$;
create trigger raise_own_rules_version before update on pipelines for each row
  when ((old.name, old.company) is distinct from (new.name, new.company)) execute function raise_own_rules_version();
