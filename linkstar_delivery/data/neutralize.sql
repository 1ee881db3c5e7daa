-- A copy of the database must not buy labels, nor read the parcels of the original.
UPDATE linkstar_account
   SET environment = 'sandbox', base_url = 'https://neutralized.invalid', label_hosts = NULL,
       push_enabled = NULL, instruction_partner_id = NULL;
UPDATE linkstar_account_secret
   SET app_token = NULL, app_key = NULL, push_secret = NULL;
UPDATE linkstar_shipment
   SET work_at = NULL, poll_at = NULL, charge_at = NULL;
DELETE FROM linkstar_call;
DELETE FROM linkstar_push;
UPDATE linkstar_notice
   SET state = 'skipped', reason = 'old'
 WHERE state = 'waiting';
