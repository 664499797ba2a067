-- A note about several children that was taken back is a draft again, with the lines about one child alone as an object
-- by internal id. What is typed has them in its text, and NULL here.
ALTER TABLE draft ADD COLUMN own TEXT;
