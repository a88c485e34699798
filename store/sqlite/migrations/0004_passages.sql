-- PostgreSQL keeps passages for its search by meaning from here on. The embedded
-- store searches in the process's memory and keeps nothing for it; the numbers
-- of the two stay equal.
SELECT 1;
