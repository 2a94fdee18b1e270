BEGIN TRANSACTION;
CREATE TABLE access_card (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	resident_id CHAR(32) NOT NULL, 
	card_hash VARCHAR(32) NOT NULL, 
	code_hash VARCHAR(32), 
	bound_at DATETIME NOT NULL, 
	bound_by CHAR(32), 
	ended_at DATETIME, 
	ended_by CHAR(32), 
	CONSTRAINT pk_access_card PRIMARY KEY (id), 
	CONSTRAINT fk_access_card_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_access_card_resident_id_resident FOREIGN KEY(resident_id) REFERENCES resident (id)
);
CREATE TABLE account (
	id CHAR(32) NOT NULL, 
	party_id CHAR(32) NOT NULL, 
	login VARCHAR(60) NOT NULL, 
	phone TEXT, 
	phone_index VARCHAR(32), 
	password VARCHAR(200) NOT NULL, 
	must_change BOOLEAN NOT NULL, 
	closed_at DATETIME, 
	language VARCHAR(5) NOT NULL, 
	mode VARCHAR(10) NOT NULL, 
	hides_name BOOLEAN NOT NULL, 
	CONSTRAINT pk_account PRIMARY KEY (id), 
	CONSTRAINT fk_account_party_id_party FOREIGN KEY(party_id) REFERENCES party (id), 
	CONSTRAINT uq_account_login UNIQUE (login), 
	CONSTRAINT uq_account_phone_index UNIQUE (phone_index)
);
INSERT INTO "account" VALUES('01a230372eef7f7eb9b6bc3bbfb6f5af','01a230372eeb7fd4835cb1bf06bfe75d','wang',NULL,NULL,'$argon2id$v=19$m=8,t=1,p=1$qBP1Bt5CKXknoD06Shjbxg$j78WSlvbIp9l/zJp6GmWarwrVNqiJzZvwUFrQgch6mk',0,NULL,'','',0);
INSERT INTO "account" VALUES('01a230372ef9775189a4dca2317b8fd3','01a230372ef87e108c3db345752acddc','ma',NULL,NULL,'$argon2id$v=19$m=8,t=1,p=1$qBP1Bt5CKXknoD06Shjbxg$j78WSlvbIp9l/zJp6GmWarwrVNqiJzZvwUFrQgch6mk',0,NULL,'','',0);
INSERT INTO "account" VALUES('01a230372efa7adcbee54a7ad3c9b8fc','01a230372efa73e28165e41987e0ee08','li',NULL,NULL,'$argon2id$v=19$m=8,t=1,p=1$qBP1Bt5CKXknoD06Shjbxg$j78WSlvbIp9l/zJp6GmWarwrVNqiJzZvwUFrQgch6mk',0,NULL,'','',0);
INSERT INTO "account" VALUES('01a230372efb7cbe91c3a39a70f2538f','01a230372efb761ba43846acf00be547','zhao',NULL,NULL,'$argon2id$v=19$m=8,t=1,p=1$qBP1Bt5CKXknoD06Shjbxg$j78WSlvbIp9l/zJp6GmWarwrVNqiJzZvwUFrQgch6mk',0,NULL,'','',0);
INSERT INTO "account" VALUES('01a230372efc7f069c80fda4fdf3154e','01a230372efc77f0ab52df75588f555d','chen',NULL,NULL,'$argon2id$v=19$m=8,t=1,p=1$qBP1Bt5CKXknoD06Shjbxg$j78WSlvbIp9l/zJp6GmWarwrVNqiJzZvwUFrQgch6mk',0,NULL,'','',0);
INSERT INTO "account" VALUES('01a230372efe703b895a03c001e146c0','01a230372efd79738b5ff39dca19f948','he',NULL,NULL,'$argon2id$v=19$m=8,t=1,p=1$qBP1Bt5CKXknoD06Shjbxg$j78WSlvbIp9l/zJp6GmWarwrVNqiJzZvwUFrQgch6mk',0,NULL,'','',0);
INSERT INTO "account" VALUES('01a230372eff70f29367c4c739fa7ea2','01a230372efe7acfb52934a7d4860105','qian',NULL,NULL,'$argon2id$v=19$m=8,t=1,p=1$qBP1Bt5CKXknoD06Shjbxg$j78WSlvbIp9l/zJp6GmWarwrVNqiJzZvwUFrQgch6mk',0,NULL,'','',0);
INSERT INTO "account" VALUES('01a230372f00711faf339143dbe9f7d8','01a230372eff7b12a6ae56b9ab079824','sun',NULL,NULL,'$argon2id$v=19$m=8,t=1,p=1$qBP1Bt5CKXknoD06Shjbxg$j78WSlvbIp9l/zJp6GmWarwrVNqiJzZvwUFrQgch6mk',0,NULL,'','',0);
INSERT INTO "account" VALUES('01a230372f0171ae8995c31911a43346','01a230372f007b8abeb514e499161b9e','zhou',NULL,NULL,'$argon2id$v=19$m=8,t=1,p=1$qBP1Bt5CKXknoD06Shjbxg$j78WSlvbIp9l/zJp6GmWarwrVNqiJzZvwUFrQgch6mk',0,NULL,'','',0);
INSERT INTO "account" VALUES('01a230372f02713ea58c89eb785a3f15','01a230372f017b70b37ee7bf1e884000','wu',NULL,NULL,'$argon2id$v=19$m=8,t=1,p=1$qBP1Bt5CKXknoD06Shjbxg$j78WSlvbIp9l/zJp6GmWarwrVNqiJzZvwUFrQgch6mk',0,NULL,'','',0);
INSERT INTO "account" VALUES('01a230372f0370959ac444dd6ca2a22a','01a230372f027ae7a8a40e73e7c68fc4','zheng',NULL,NULL,'$argon2id$v=19$m=8,t=1,p=1$qBP1Bt5CKXknoD06Shjbxg$j78WSlvbIp9l/zJp6GmWarwrVNqiJzZvwUFrQgch6mk',0,NULL,'','',0);
INSERT INTO "account" VALUES('01a230372f037fd6b6af7942a6874f4d','01a230372f037a21a84137a04626eee5','stranger',NULL,NULL,'$argon2id$v=19$m=8,t=1,p=1$qBP1Bt5CKXknoD06Shjbxg$j78WSlvbIp9l/zJp6GmWarwrVNqiJzZvwUFrQgch6mk',0,NULL,'','',0);
INSERT INTO "account" VALUES('01a230372f057094a280acf8242e9c13','01a230372f047a1e9f5538fd967973a5','far_host',NULL,NULL,'$argon2id$v=19$m=8,t=1,p=1$qBP1Bt5CKXknoD06Shjbxg$j78WSlvbIp9l/zJp6GmWarwrVNqiJzZvwUFrQgch6mk',0,NULL,'','',0);
CREATE TABLE activity (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	department_id CHAR(32), 
	title VARCHAR(60) NOT NULL, 
	act VARCHAR(40) NOT NULL, 
	venue VARCHAR(80) NOT NULL, 
	what TEXT NOT NULL, 
	risk VARCHAR(32) NOT NULL, 
	risk_text VARCHAR(300) NOT NULL, 
	is_insured BOOLEAN NOT NULL, 
	policy_number VARCHAR(60) NOT NULL, 
	needs_paper VARCHAR(32), 
	least_age INTEGER, 
	is_for_children BOOLEAN NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	lead_account_id CHAR(32) NOT NULL, 
	cancelled_why VARCHAR(200) NOT NULL, 
	made_by CHAR(32) NOT NULL, 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_activity PRIMARY KEY (id), 
	CONSTRAINT fk_activity_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_activity_department_id_department FOREIGN KEY(department_id) REFERENCES department (id), 
	CONSTRAINT fk_activity_lead_account_id_account FOREIGN KEY(lead_account_id) REFERENCES account (id), 
	CONSTRAINT fk_activity_made_by_account FOREIGN KEY(made_by) REFERENCES account (id), 
	CONSTRAINT ck_activity_risk CHECK (risk IN ('none', 'some', 'high')), 
	CONSTRAINT ck_activity_skill CHECK (needs_paper IN ('law', 'medical', 'repair', 'arts', 'sports', 'tutoring', 'care', 'patrol', 'other')), 
	CONSTRAINT ck_activity_activity_state CHECK (state IN ('draft', 'open', 'cancelled'))
);
CREATE TABLE agenda_line (
	id CHAR(32) NOT NULL, 
	meeting_id CHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	origin VARCHAR(32) NOT NULL, 
	case_id CHAR(32), 
	title VARCHAR(120) NOT NULL, 
	households INTEGER NOT NULL, 
	grids INTEGER NOT NULL, 
	first_on DATE, 
	last_on DATE, 
	quotes JSON NOT NULL, 
	summary VARCHAR(300) NOT NULL, 
	reason VARCHAR(300) NOT NULL, 
	minutes_allotted INTEGER NOT NULL, 
	discussed_at DATETIME, 
	dropped_at DATETIME, 
	dropped_reason VARCHAR(300) NOT NULL, community_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_agenda_line PRIMARY KEY (id), 
	CONSTRAINT fk_agenda_line_case_id_grid_case FOREIGN KEY(case_id) REFERENCES grid_case (id), 
	CONSTRAINT fk_agenda_line_meeting_id_council_meeting FOREIGN KEY(meeting_id) REFERENCES council_meeting (id), 
	CONSTRAINT ck_agenda_line_origin CHECK (origin IN ('carried', 'voiced', 'reserved', 'added'))
);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('kept_bodies');
CREATE TABLE allocation (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	goods_id CHAR(32) NOT NULL, 
	counter VARCHAR(40) NOT NULL, 
	account_id CHAR(32) NOT NULL, 
	quantity INTEGER NOT NULL, 
	sold INTEGER NOT NULL, 
	returned INTEGER NOT NULL, 
	points_each INTEGER NOT NULL, 
	made_at DATETIME NOT NULL, 
	closed_at DATETIME, lost INTEGER DEFAULT '0' NOT NULL, lost_at DATETIME, lost_by CHAR(32), 
	CONSTRAINT pk_allocation PRIMARY KEY (id), 
	CONSTRAINT ck_allocation_quantity CHECK (quantity > 0), 
	CONSTRAINT ck_allocation_left CHECK (sold >= 0 AND returned >= 0 AND sold + returned <= quantity), 
	CONSTRAINT fk_allocation_account_id_account FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT fk_allocation_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_allocation_goods_id_goods FOREIGN KEY(goods_id) REFERENCES goods (id)
);
CREATE TABLE api_delivery (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	key_id CHAR(32) NOT NULL, 
	case_id CHAR(32) NOT NULL, 
	event VARCHAR(20) NOT NULL, 
	body TEXT NOT NULL, 
	made_at DATETIME NOT NULL, 
	tries INTEGER NOT NULL, 
	answer VARCHAR(80) NOT NULL, 
	sent_at DATETIME, 
	given_up_at DATETIME, 
	CONSTRAINT pk_api_delivery PRIMARY KEY (id), 
	CONSTRAINT fk_api_delivery_case_id_grid_case FOREIGN KEY(case_id) REFERENCES grid_case (id), 
	CONSTRAINT fk_api_delivery_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_api_delivery_key_id_api_key FOREIGN KEY(key_id) REFERENCES api_key (id)
);
CREATE TABLE api_key (
	id CHAR(32) NOT NULL, 
	unit_id CHAR(32) NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	scopes JSON NOT NULL, 
	token_hash VARCHAR(64) NOT NULL, 
	hook_url VARCHAR(300) NOT NULL, 
	hook_secret TEXT, 
	made_by CHAR(32) NOT NULL, 
	made_at DATETIME NOT NULL, 
	used_at DATETIME, 
	ended_at DATETIME, 
	ended_by CHAR(32), 
	CONSTRAINT pk_api_key PRIMARY KEY (id), 
	CONSTRAINT fk_api_key_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_api_key_token_hash UNIQUE (token_hash)
);
CREATE TABLE api_number (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	key_id CHAR(32) NOT NULL, 
	case_id CHAR(32) NOT NULL, 
	number VARCHAR(60) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_api_number PRIMARY KEY (id), 
	CONSTRAINT fk_api_number_case_id_grid_case FOREIGN KEY(case_id) REFERENCES grid_case (id), 
	CONSTRAINT fk_api_number_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_api_number_key_id_api_key FOREIGN KEY(key_id) REFERENCES api_key (id), 
	CONSTRAINT uq_api_number_key_id_case_id UNIQUE (key_id, case_id), 
	CONSTRAINT uq_api_number_key_id_number UNIQUE (key_id, number)
);
CREATE TABLE attempt (
	id CHAR(32) NOT NULL, 
	"key" VARCHAR(120) NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_attempt PRIMARY KEY (id)
);
CREATE TABLE attendance (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	volunteer_id CHAR(32) NOT NULL, 
	shift_id CHAR(32), 
	demand_id CHAR(32), 
	came_at DATETIME NOT NULL, 
	left_at DATETIME, 
	method VARCHAR(32) NOT NULL, 
	role VARCHAR(40) NOT NULL, 
	note VARCHAR(200) NOT NULL, 
	recorded_by CHAR(32), 
	recorded_at DATETIME NOT NULL, 
	credited_at DATETIME, 
	voided_at DATETIME, 
	voided_why VARCHAR(200) NOT NULL, 
	CONSTRAINT pk_attendance PRIMARY KEY (id), 
	CONSTRAINT ck_attendance_cause CHECK ((shift_id IS NULL) <> (demand_id IS NULL)), 
	CONSTRAINT ck_attendance_times CHECK (left_at IS NULL OR left_at > came_at), 
	CONSTRAINT fk_attendance_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_attendance_demand_id_demand FOREIGN KEY(demand_id) REFERENCES demand (id), 
	CONSTRAINT fk_attendance_shift_id_shift FOREIGN KEY(shift_id) REFERENCES shift (id), 
	CONSTRAINT fk_attendance_volunteer_id_volunteer FOREIGN KEY(volunteer_id) REFERENCES volunteer (id), 
	CONSTRAINT ck_attendance_method CHECK (method IN ('qr', 'roster', 'paper', 'demand'))
);
CREATE TABLE attendance_mark (
	id CHAR(32) NOT NULL, 
	meeting_id CHAR(32) NOT NULL, 
	seat_id CHAR(32) NOT NULL, 
	party_id CHAR(32) NOT NULL, 
	stand VARCHAR(32) NOT NULL, 
	way VARCHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	made_by CHAR(32), 
	note VARCHAR(200) NOT NULL, community_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_attendance_mark PRIMARY KEY (id), 
	CONSTRAINT fk_attendance_mark_meeting_id_council_meeting FOREIGN KEY(meeting_id) REFERENCES council_meeting (id), 
	CONSTRAINT fk_attendance_mark_party_id_party FOREIGN KEY(party_id) REFERENCES party (id), 
	CONSTRAINT fk_attendance_mark_seat_id_council_seat FOREIGN KEY(seat_id) REFERENCES council_seat (id), 
	CONSTRAINT ck_attendance_mark_stand CHECK (stand IN ('present', 'late', 'left', 'excused', 'absent', 'proxy')), 
	CONSTRAINT ck_attendance_mark_mark_way CHECK (way IN ('qr', 'name', 'initials', 'notice'))
);
CREATE TABLE audit_head (
	chain_id CHAR(32) NOT NULL, 
	seq INTEGER NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_audit_head PRIMARY KEY (chain_id)
);
INSERT INTO "audit_head" VALUES('01a230372c537dc2bf814878b252a68c',7,'e896313093eedd21c6df22b6306953ea45a0a4e63146309cbe3c0b25ebfe590e');
INSERT INTO "audit_head" VALUES('00000000000070008000000000000000',17,'ea283e59c08cff29659182d6bd4d19dfcdc5d3c13d36a15b6506f5dc90cded9a');
INSERT INTO "audit_head" VALUES('01a230372c557b4dbec24e61680ebd02',2,'999c4d1651f9b0870fc8b4b20aa8ccd0f4ec2f557412f108914f98b6dab31bec');
CREATE TABLE audit_line (
	id CHAR(32) NOT NULL, 
	chain_id CHAR(32) NOT NULL, 
	seq INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	account_id CHAR(32), 
	acting_for CHAR(32), 
	device VARCHAR(80) NOT NULL, 
	verb VARCHAR(60) NOT NULL, 
	kind VARCHAR(60) NOT NULL, 
	row_id CHAR(32), 
	"before" TEXT, 
	"after" TEXT, 
	reason VARCHAR(500) NOT NULL, 
	prev_hash VARCHAR(64) NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_audit_line PRIMARY KEY (id), 
	CONSTRAINT uq_audit_line_chain_id_seq UNIQUE (chain_id, seq)
);
INSERT INTO "audit_line" VALUES('01a230372ef67752995b2e5d8a1760bc','01a230372c537dc2bf814878b252a68c',1,'2026-12-01 06:07:32.598469',NULL,NULL,'','open_account','account','01a230372eef7f7eb9b6bc3bbfb6f5af',NULL,NULL,'','','57860d67dc9b10efe028d63addf8bd0d6233cc13c8555b98401866f34b150339');
INSERT INTO "audit_line" VALUES('01a230372ef87b1ba2abb973ebecff25','00000000000070008000000000000000',1,'2026-12-01 06:07:32.600700',NULL,NULL,'','give_post','post','01a230372ef77d09a627141b809856fb',NULL,'{"role": "grid_worker", "unit": "01a23037-2c54-740b-bedb-6323491380aa"}','','','cb35c91fcd0fbfa162723528e786326fd5b163ed35f6cbca623ed0ad8c82d2fc');
INSERT INTO "audit_line" VALUES('01a230372ef97a8da045331d35c60b95','01a230372c537dc2bf814878b252a68c',2,'2026-12-01 06:07:32.601663',NULL,NULL,'','open_account','account','01a230372ef9775189a4dca2317b8fd3',NULL,NULL,'','57860d67dc9b10efe028d63addf8bd0d6233cc13c8555b98401866f34b150339','fe177f95618c92b9a8fb4af8d146d550be5ba5f0986e0ccdc540142dd736a696');
INSERT INTO "audit_line" VALUES('01a230372efa71ff81a4e7757790510c','00000000000070008000000000000000',2,'2026-12-01 06:07:32.602128',NULL,NULL,'','give_post','post','01a230372ef97ecb92e46f63312e45d4',NULL,'{"role": "grid_worker", "unit": "01a23037-2c54-7b1c-9fb1-97c26be9d331"}','','cb35c91fcd0fbfa162723528e786326fd5b163ed35f6cbca623ed0ad8c82d2fc','f9b418876744c89dcab036337a091add8a44c10346467ae7100f894e8d272c56');
INSERT INTO "audit_line" VALUES('01a230372efa7dbe9682c67fd1007adc','01a230372c537dc2bf814878b252a68c',3,'2026-12-01 06:07:32.602862',NULL,NULL,'','open_account','account','01a230372efa7adcbee54a7ad3c9b8fc',NULL,NULL,'','fe177f95618c92b9a8fb4af8d146d550be5ba5f0986e0ccdc540142dd736a696','582b4272112b70a2162f53c10f20b6b33f035d9b9d7d80487a22924913bdbbc2');
INSERT INTO "audit_line" VALUES('01a230372efb7459b07cac0e78267471','00000000000070008000000000000000',3,'2026-12-01 06:07:32.603274',NULL,NULL,'','give_post','post','01a230372efb717b974547465d9486fc',NULL,'{"role": "host", "unit": "01a23037-2c53-7dc2-bf81-4878b252a68c"}','','f9b418876744c89dcab036337a091add8a44c10346467ae7100f894e8d272c56','c0fde40dadabe2904ad9447acbb79f1e3b21777e691393249b5778eab4f2a3ba');
INSERT INTO "audit_line" VALUES('01a230372efb7f9191302c9531ef13cf','01a230372c537dc2bf814878b252a68c',4,'2026-12-01 06:07:32.603976',NULL,NULL,'','open_account','account','01a230372efb7cbe91c3a39a70f2538f',NULL,NULL,'','582b4272112b70a2162f53c10f20b6b33f035d9b9d7d80487a22924913bdbbc2','88e49000444015d8cd228090694911ad66452c08628df983d2e78a9d7c7b877d');
INSERT INTO "audit_line" VALUES('01a230372efc765094cb6fb5a69decc6','00000000000070008000000000000000',4,'2026-12-01 06:07:32.604397',NULL,NULL,'','give_post','post','01a230372efc736f8929c37f78372752',NULL,'{"role": "volunteer", "unit": "01a23037-2c53-7dc2-bf81-4878b252a68c"}','','c0fde40dadabe2904ad9447acbb79f1e3b21777e691393249b5778eab4f2a3ba','7b6b1d8dbf01b7e1fd43f26015a735df8ab0a603e785870e4c1a1d829fe1118a');
INSERT INTO "audit_line" VALUES('01a230372efd71d2bca469c62ccae44f','00000000000070008000000000000000',5,'2026-12-01 06:07:32.605116',NULL,NULL,'','open_account','account','01a230372efc7f069c80fda4fdf3154e',NULL,NULL,'','7b6b1d8dbf01b7e1fd43f26015a735df8ab0a603e785870e4c1a1d829fe1118a','e41d9e6b6b25998fc64ab1a1284686af5f243fd457955070ec45b226a0f7f597');
INSERT INTO "audit_line" VALUES('01a230372efd77f78b952216156874d4','00000000000070008000000000000000',6,'2026-12-01 06:07:32.605500',NULL,NULL,'','give_post','post','01a230372efd7538b9ceb9014b2a85a4',NULL,'{"role": "street", "unit": "01a23037-2c53-75d1-852b-51fd9be3291c"}','','e41d9e6b6b25998fc64ab1a1284686af5f243fd457955070ec45b226a0f7f597','8aa69ceedc684e274f6b6cd817032a587d9631756eee584b9203068efbe690fd');
INSERT INTO "audit_line" VALUES('01a230372efe72fa92b1022fe7df0313','00000000000070008000000000000000',7,'2026-12-01 06:07:32.606188',NULL,NULL,'','open_account','account','01a230372efe703b895a03c001e146c0',NULL,NULL,'','8aa69ceedc684e274f6b6cd817032a587d9631756eee584b9203068efbe690fd','6458c75f84c27b773bdff7d3766b38791cd6e4c90b8857f812be4a12bf245b38');
INSERT INTO "audit_line" VALUES('01a230372efe7938b3d5977fffc9830e','00000000000070008000000000000000',8,'2026-12-01 06:07:32.606579',NULL,NULL,'','give_post','post','01a230372efe768282dd3955d18e8d51',NULL,'{"role": "district", "unit": "01a23037-2c4f-700e-9be5-637dbbd3d60b"}','','6458c75f84c27b773bdff7d3766b38791cd6e4c90b8857f812be4a12bf245b38','ecb97c9b3070ea5bb028b37854e179488bbe6991bd53f128c2e3a5a09117b712');
INSERT INTO "audit_line" VALUES('01a230372eff73938069c5da3f7d750d','01a230372c537dc2bf814878b252a68c',5,'2026-12-01 06:07:32.607226',NULL,NULL,'','open_account','account','01a230372eff70f29367c4c739fa7ea2',NULL,NULL,'','88e49000444015d8cd228090694911ad66452c08628df983d2e78a9d7c7b877d','0723325452da6f45382b0df4cb8bf3ed1e2c53167ef346a2a3bb3f041f693562');
INSERT INTO "audit_line" VALUES('01a230372eff798fa55effbd49761a0c','00000000000070008000000000000000',9,'2026-12-01 06:07:32.607600',NULL,NULL,'','give_post','post','01a230372eff76e6b9430426e2ecbd93',NULL,'{"role": "counter", "unit": "01a23037-2c53-7dc2-bf81-4878b252a68c"}','','ecb97c9b3070ea5bb028b37854e179488bbe6991bd53f128c2e3a5a09117b712','c0771c01d8a0cf5c84fccb6c5606353cdbe39b0f77d690cc152f3ad441524cb4');
INSERT INTO "audit_line" VALUES('01a230372f0073bfa51ff7a2ad49d4f4','00000000000070008000000000000000',10,'2026-12-01 06:07:32.608236',NULL,NULL,'','open_account','account','01a230372f00711faf339143dbe9f7d8',NULL,NULL,'','c0771c01d8a0cf5c84fccb6c5606353cdbe39b0f77d690cc152f3ad441524cb4','c69d2dd6311215562fdb11fa8b404d0b20c28cf87bf0c60796173f99c2ffeb11');
INSERT INTO "audit_line" VALUES('01a230372f0079a188be17fa48a681f3','00000000000070008000000000000000',11,'2026-12-01 06:07:32.608604',NULL,NULL,'','give_post','post','01a230372f0076fd9abd6ff7af1f0f89',NULL,'{"role": "judge", "unit": "01a23037-2c4f-700e-9be5-637dbbd3d60b"}','','c69d2dd6311215562fdb11fa8b404d0b20c28cf87bf0c60796173f99c2ffeb11','a669f7aee2ce10349bcee15baf2208677d2ac7da012c2514bd7cb155d21ceb36');
INSERT INTO "audit_line" VALUES('01a230372f01745190689a34bd9cc6aa','00000000000070008000000000000000',12,'2026-12-01 06:07:32.609272',NULL,NULL,'','open_account','account','01a230372f0171ae8995c31911a43346',NULL,NULL,'','a669f7aee2ce10349bcee15baf2208677d2ac7da012c2514bd7cb155d21ceb36','4083f4a1f1d319af1a04726c148c854f1adf03c5fcf32e6591280abc1335c5c7');
INSERT INTO "audit_line" VALUES('01a230372f017a1794a59ccd93c00354','00000000000070008000000000000000',13,'2026-12-01 06:07:32.609633',NULL,NULL,'','give_post','post','01a230372f01777888b4df111083610e',NULL,'{"role": "auditor", "unit": "01a23037-2c4f-700e-9be5-637dbbd3d60b"}','','4083f4a1f1d319af1a04726c148c854f1adf03c5fcf32e6591280abc1335c5c7','537e5004bee6bb33c1533a7676433b894f6d58dcff5591c1a39fe298292cde43');
INSERT INTO "audit_line" VALUES('01a230372f0273e29e4dd208a687331a','01a230372c537dc2bf814878b252a68c',6,'2026-12-01 06:07:32.610245',NULL,NULL,'','open_account','account','01a230372f02713ea58c89eb785a3f15',NULL,NULL,'','0723325452da6f45382b0df4cb8bf3ed1e2c53167ef346a2a3bb3f041f693562','7c32fe9b0777db67363dfc8b47e6d4205597ec5fb5413cebe27af40e8e9a08ef');
INSERT INTO "audit_line" VALUES('01a230372f027996b33ebc7ef8df4516','00000000000070008000000000000000',14,'2026-12-01 06:07:32.610601',NULL,NULL,'','give_post','post','01a230372f0276fdba360515cef9b676',NULL,'{"role": "micro_head", "unit": "01a23037-2c55-70e3-bd13-6c5bfb717739"}','','537e5004bee6bb33c1533a7676433b894f6d58dcff5591c1a39fe298292cde43','ed00acdef599ff73872e1ea2bbf681b1e2f27b5f263a5e103b8919dc4d1334e3');
INSERT INTO "audit_line" VALUES('01a230372f037318a00886a7d6182ea6','01a230372c537dc2bf814878b252a68c',7,'2026-12-01 06:07:32.611196',NULL,NULL,'','open_account','account','01a230372f0370959ac444dd6ca2a22a',NULL,NULL,'','7c32fe9b0777db67363dfc8b47e6d4205597ec5fb5413cebe27af40e8e9a08ef','e896313093eedd21c6df22b6306953ea45a0a4e63146309cbe3c0b25ebfe590e');
INSERT INTO "audit_line" VALUES('01a230372f0378c68e3a636881b88e06','00000000000070008000000000000000',15,'2026-12-01 06:07:32.611550',NULL,NULL,'','give_post','post','01a230372f0376329f2487482a76bb0f',NULL,'{"role": "liaison", "unit": "01a23037-2c54-740b-bedb-6323491380aa"}','','ed00acdef599ff73872e1ea2bbf681b1e2f27b5f263a5e103b8919dc4d1334e3','a0975f5c7a2a8b0537119bc6e81838b8980ba424616cee16f697b78c072fcffa');
INSERT INTO "audit_line" VALUES('01a230372f047307a4c9f78e83f6d86a','01a230372c557b4dbec24e61680ebd02',1,'2026-12-01 06:07:32.612192',NULL,NULL,'','open_account','account','01a230372f037fd6b6af7942a6874f4d',NULL,NULL,'','','54eeb4fb00b8202c1aa39e235d1292b94bd48043eb3a83fff1690d8fa501f246');
INSERT INTO "audit_line" VALUES('01a230372f0478ca8024527828fec27d','00000000000070008000000000000000',16,'2026-12-01 06:07:32.612552',NULL,NULL,'','give_post','post','01a230372f04762fb5052c6bfbf2b12b',NULL,'{"role": "grid_worker", "unit": "01a23037-2c56-713d-9b7e-f766546ba099"}','','a0975f5c7a2a8b0537119bc6e81838b8980ba424616cee16f697b78c072fcffa','6f761b3c0358f958744784c522adf1f96e4af0520b0ffc4a753d3a9a544f60be');
INSERT INTO "audit_line" VALUES('01a230372f057325994ae2b16eeb79eb','01a230372c557b4dbec24e61680ebd02',2,'2026-12-01 06:07:32.613199',NULL,NULL,'','open_account','account','01a230372f057094a280acf8242e9c13',NULL,NULL,'','54eeb4fb00b8202c1aa39e235d1292b94bd48043eb3a83fff1690d8fa501f246','999c4d1651f9b0870fc8b4b20aa8ccd0f4ec2f557412f108914f98b6dab31bec');
INSERT INTO "audit_line" VALUES('01a230372f0578dab010549c73824d6b','00000000000070008000000000000000',17,'2026-12-01 06:07:32.613555',NULL,NULL,'','give_post','post','01a230372f05763fa6e6e65ed4fbce89',NULL,'{"role": "host", "unit": "01a23037-2c55-7b4d-bec2-4e61680ebd02"}','','6f761b3c0358f958744784c522adf1f96e4af0520b0ffc4a753d3a9a544f60be','ea283e59c08cff29659182d6bd4d19dfcdc5d3c13d36a15b6506f5dc90cded9a');
CREATE TABLE award (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	round_id CHAR(32) NOT NULL, 
	entry_id CHAR(32) NOT NULL, 
	volunteer_id CHAR(32) NOT NULL, 
	party_id CHAR(32) NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	star INTEGER NOT NULL, 
	title VARCHAR(40) NOT NULL, 
	minutes INTEGER NOT NULL, 
	since DATE NOT NULL, 
	year INTEGER NOT NULL, 
	basis VARCHAR(120) NOT NULL, 
	granted_on DATE NOT NULL, 
	granted_by CHAR(32), 
	digest VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_award PRIMARY KEY (id), 
	CONSTRAINT fk_award_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_award_entry_id_round_entry FOREIGN KEY(entry_id) REFERENCES round_entry (id), 
	CONSTRAINT fk_award_party_id_party FOREIGN KEY(party_id) REFERENCES party (id), 
	CONSTRAINT fk_award_round_id_rating_round FOREIGN KEY(round_id) REFERENCES rating_round (id), 
	CONSTRAINT fk_award_volunteer_id_volunteer FOREIGN KEY(volunteer_id) REFERENCES volunteer (id), 
	CONSTRAINT uq_award_entry_id_star UNIQUE (entry_id, star)
);
CREATE TABLE award_appeal (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	subject_id CHAR(32) NOT NULL, 
	party_id CHAR(32) NOT NULL, 
	turn INTEGER NOT NULL, 
	words TEXT NOT NULL, 
	filed_at DATETIME NOT NULL, 
	finding VARCHAR(32), 
	answer TEXT NOT NULL, 
	heard_at DATETIME, 
	heard_by CHAR(32), 
	CONSTRAINT pk_award_appeal PRIMARY KEY (id), 
	CONSTRAINT fk_award_appeal_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_award_appeal_party_id_party FOREIGN KEY(party_id) REFERENCES party (id), 
	CONSTRAINT uq_award_appeal_kind_subject_id_turn UNIQUE (kind, subject_id, turn), 
	CONSTRAINT ck_award_appeal_appeal_kind CHECK (kind IN ('entry', 'revocation')), 
	CONSTRAINT ck_award_appeal_finding CHECK (finding IN ('upheld', 'dismissed'))
);
CREATE TABLE award_revocation (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	award_id CHAR(32) NOT NULL, 
	fraud TEXT NOT NULL, 
	told_on DATE NOT NULL, 
	told_by CHAR(32), 
	appeal_until DATE NOT NULL, 
	effective_at DATETIME, 
	effective_by CHAR(32), 
	CONSTRAINT pk_award_revocation PRIMARY KEY (id), 
	CONSTRAINT fk_award_revocation_award_id_award FOREIGN KEY(award_id) REFERENCES award (id), 
	CONSTRAINT fk_award_revocation_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT uq_award_revocation_award_id UNIQUE (award_id)
);
CREATE TABLE backup_copy (
	id CHAR(32) NOT NULL, 
	made_at DATETIME NOT NULL, 
	place VARCHAR(200) NOT NULL, 
	file VARCHAR(120) NOT NULL, 
	size BIGINT NOT NULL, 
	photos INTEGER NOT NULL, 
	gone INTEGER NOT NULL, 
	milliseconds INTEGER NOT NULL, 
	trouble VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_backup_copy PRIMARY KEY (id)
);
CREATE TABLE backup_proof (
	id CHAR(32) NOT NULL, 
	file VARCHAR(120) NOT NULL, 
	size INTEGER NOT NULL, 
	made_at DATETIME NOT NULL, 
	made_by CHAR(32), 
	CONSTRAINT pk_backup_proof PRIMARY KEY (id)
);
CREATE TABLE building (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	estate VARCHAR(40) NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	code VARCHAR(30) NOT NULL, 
	address VARCHAR(120) NOT NULL, 
	initials VARCHAR(120) NOT NULL, 
	floors INTEGER NOT NULL, 
	use VARCHAR(32) NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_building PRIMARY KEY (id), 
	CONSTRAINT fk_building_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT uq_building_community_id_estate_name UNIQUE (community_id, estate, name), 
	CONSTRAINT ck_building_building_use CHECK (use IN ('residential', 'shop', 'office', 'factory', 'warehouse')), 
	CONSTRAINT ck_building_place_state CHECK (state IN ('in_use', 'empty', 'demolished'))
);
CREATE TABLE burden_limit (
	id CHAR(32) NOT NULL, 
	unit_id CHAR(32) NOT NULL, 
	minutes INTEGER NOT NULL, 
	document VARCHAR(120) NOT NULL, 
	valid_from DATE NOT NULL, 
	made_by CHAR(32), 
	CONSTRAINT pk_burden_limit PRIMARY KEY (id), 
	CONSTRAINT ck_burden_limit_minutes CHECK (minutes > 0), 
	CONSTRAINT fk_burden_limit_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_burden_limit_unit_id_valid_from UNIQUE (unit_id, valid_from)
);
CREATE TABLE calendar_day (
	day DATE NOT NULL, 
	is_working BOOLEAN NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	document VARCHAR(80) NOT NULL, 
	CONSTRAINT pk_calendar_day PRIMARY KEY (day)
);
CREATE TABLE care_interval (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	month INTEGER NOT NULL, 
	days INTEGER NOT NULL, 
	CONSTRAINT pk_care_interval PRIMARY KEY (id), 
	CONSTRAINT ck_care_interval_days CHECK (days BETWEEN 1 AND 120), 
	CONSTRAINT ck_care_interval_month CHECK (month BETWEEN 1 AND 12), 
	CONSTRAINT fk_care_interval_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT uq_care_interval_community_id_month UNIQUE (community_id, month)
);
CREATE TABLE case_act (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	case_id CHAR(32) NOT NULL, 
	verb VARCHAR(32) NOT NULL, 
	from_state VARCHAR(32), 
	to_state VARCHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	account_id CHAR(32), 
	party_id CHAR(32), 
	unit_id CHAR(32), 
	reason VARCHAR(32) NOT NULL, 
	words TEXT NOT NULL, 
	CONSTRAINT pk_case_act PRIMARY KEY (id), 
	CONSTRAINT fk_case_act_case_id_grid_case FOREIGN KEY(case_id) REFERENCES grid_case (id), 
	CONSTRAINT fk_case_act_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT ck_case_act_verb CHECK (verb IN ('report', 'accept', 'reject', 'merge', 'take', 'dispatch', 'sign', 'send_back', 'park', 'unpark', 'finish', 'pass', 'rework', 'close', 'reopen', 'separate', 'speak', 'contact', 'note', 'invite', 'reclassify', 'stop', 'resume', 'ask_extension', 'grant_extension', 'refuse_extension', 'call_back', 'tell', 'propose_reopen', 'keep_closed', 'press', 'escalate')), 
	CONSTRAINT ck_case_act_state CHECK (to_state IN ('reported', 'accepted', 'rejected', 'merged', 'dispatched', 'received', 'handling', 'returned', 'parked', 'handled', 'feedback', 'closed', 'reopened'))
);
CREATE TABLE case_answer (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	case_id CHAR(32) NOT NULL, 
	voice_id CHAR(32), 
	kind VARCHAR(32) NOT NULL, 
	is_reached BOOLEAN NOT NULL, 
	is_solved BOOLEAN, 
	is_satisfied BOOLEAN, 
	words TEXT NOT NULL, 
	account_id CHAR(32), 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_case_answer PRIMARY KEY (id), 
	CONSTRAINT fk_case_answer_case_id_grid_case FOREIGN KEY(case_id) REFERENCES grid_case (id), 
	CONSTRAINT fk_case_answer_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_case_answer_voice_id_case_voice FOREIGN KEY(voice_id) REFERENCES case_voice (id), 
	CONSTRAINT ck_case_answer_answer_kind CHECK (kind IN ('contact', 'told', 'call_back'))
);
CREATE TABLE case_category (
	id CHAR(32) NOT NULL, 
	code VARCHAR(20) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	level INTEGER NOT NULL, 
	limit_amount INTEGER NOT NULL, 
	limit_unit VARCHAR(32) NOT NULL, 
	contact_hours INTEGER NOT NULL, 
	evidence VARCHAR(32) NOT NULL, 
	is_harmful BOOLEAN NOT NULL, 
	position INTEGER NOT NULL, 
	valid_from DATE NOT NULL, 
	valid_to DATE, 
	CONSTRAINT pk_case_category PRIMARY KEY (id), 
	CONSTRAINT ck_case_category_level CHECK (level BETWEEN 1 AND 4), 
	CONSTRAINT ck_case_category_limit CHECK (limit_amount > 0), 
	CONSTRAINT ck_case_category_dates CHECK (valid_to IS NULL OR valid_to >= valid_from), 
	CONSTRAINT uq_case_category_code_valid_from UNIQUE (code, valid_from), 
	CONSTRAINT ck_case_category_category_kind CHECK (kind IN ('hazard', 'need')), 
	CONSTRAINT ck_case_category_time_unit CHECK (limit_unit IN ('day', 'working_day', 'working_hour', 'hour')), 
	CONSTRAINT ck_case_category_evidence CHECK (evidence IN ('none', 'words', 'photo'))
);
INSERT INTO "case_category" VALUES('f32901f58d6a5818a22be2b154d94ede','FIRE','hazard','消防通道',1,24,'hour',2,'photo',1,1,'2020-01-01',NULL);
INSERT INTO "case_category" VALUES('e83c54e23db75bd49bd90324e5c00fc8','EBIKE','hazard','电动车',1,2,'working_day',24,'photo',1,2,'2020-01-01',NULL);
INSERT INTO "case_category" VALUES('db3623e220fb529991d285a050dbb371','GAS','hazard','燃气',2,4,'hour',2,'words',1,3,'2020-01-01',NULL);
INSERT INTO "case_category" VALUES('64be278a98e65f4abbd6d314ee611c2d','FALLING','hazard','高空坠物',2,24,'hour',2,'photo',1,4,'2020-01-01',NULL);
INSERT INTO "case_category" VALUES('54ba200863ce5db684a8bbcc16a60596','WATER','hazard','积水',1,8,'working_hour',24,'photo',0,5,'2020-01-01',NULL);
INSERT INTO "case_category" VALUES('edc01cd60a7c5acebbff8a5b2339b011','CLUTTER','hazard','楼道堆物',1,3,'working_day',24,'photo',0,6,'2020-01-01',NULL);
INSERT INTO "case_category" VALUES('4667454629855503a65f5bead1f719a8','ROAD','hazard','路面、井盖',2,3,'working_day',24,'photo',0,7,'2020-01-01',NULL);
INSERT INTO "case_category" VALUES('bc984a9e3a53512b89f05fd2ec3a8f11','LIGHT','hazard','路灯、楼道灯',1,5,'working_day',24,'words',0,8,'2020-01-01',NULL);
INSERT INTO "case_category" VALUES('ed9bdfff248f5f02901e925bf22bad5e','REPAIR','need','维修',1,5,'working_day',24,'words',0,9,'2020-01-01',NULL);
INSERT INTO "case_category" VALUES('2e393109d2335f44af27ea546c751497','ELDER','need','养老',1,7,'day',24,'words',1,10,'2020-01-01',NULL);
INSERT INTO "case_category" VALUES('6ed78c8734cc5627ae854c361529efc8','JOBS','need','就业',2,15,'working_day',24,'words',0,11,'2020-01-01',NULL);
INSERT INTO "case_category" VALUES('3c7f16b2fcb254ecb28dbdfe9c49b35d','NEIGHBOUR','need','邻里',1,7,'day',24,'words',0,12,'2020-01-01',NULL);
INSERT INTO "case_category" VALUES('9f290af707795c108085759d9c88d329','GREEN','need','环境',1,10,'working_day',24,'words',0,13,'2020-01-01',NULL);
INSERT INTO "case_category" VALUES('49f4cb3da7885d78b1df4a87326a60c8','MOSQUITO','need','蚊虫',1,10,'working_day',24,'words',0,14,'2020-01-01',NULL);
INSERT INTO "case_category" VALUES('0ab3766939f953a7ab4e8c8a38d0577a','PARKING','need','停车',2,15,'working_day',24,'words',0,15,'2020-01-01',NULL);
INSERT INTO "case_category" VALUES('f4a24e21be2a5c07953c27e720afd833','HEATING','need','水电气暖',2,24,'hour',24,'words',1,16,'2020-01-01',NULL);
INSERT INTO "case_category" VALUES('7c4cfbea811f58e686d4cbcbee3655a7','CHILD','need','看孩子',1,10,'working_day',24,'words',0,17,'2020-01-01',NULL);
INSERT INTO "case_category" VALUES('f64390d0565a5751bfd507cb3bea9ad0','POLICY','need','政策、证明',1,5,'working_day',24,'none',0,18,'2020-01-01',NULL);
INSERT INTO "case_category" VALUES('0b88d90121035a798c61b65a1d86bfce','OTHER','need','别的事',1,10,'working_day',24,'words',0,19,'2020-01-01',NULL);
CREATE TABLE case_extension (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	case_id CHAR(32) NOT NULL, 
	asked_by CHAR(32) NOT NULL, 
	asked_at DATETIME NOT NULL, 
	reason TEXT NOT NULL, 
	until DATE NOT NULL, 
	due_before DATETIME NOT NULL, 
	decided_by CHAR(32), 
	decided_at DATETIME, 
	is_granted BOOLEAN, 
	CONSTRAINT pk_case_extension PRIMARY KEY (id), 
	CONSTRAINT fk_case_extension_case_id_grid_case FOREIGN KEY(case_id) REFERENCES grid_case (id), 
	CONSTRAINT fk_case_extension_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id)
);
CREATE TABLE case_helper (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	case_id CHAR(32) NOT NULL, 
	party_id CHAR(32) NOT NULL, 
	invited_by CHAR(32), 
	invited_at DATETIME NOT NULL, 
	CONSTRAINT pk_case_helper PRIMARY KEY (id), 
	CONSTRAINT fk_case_helper_case_id_grid_case FOREIGN KEY(case_id) REFERENCES grid_case (id), 
	CONSTRAINT fk_case_helper_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_case_helper_party_id_party FOREIGN KEY(party_id) REFERENCES party (id), 
	CONSTRAINT uq_case_helper_case_id_party_id UNIQUE (case_id, party_id)
);
CREATE TABLE case_ladder (
	id CHAR(32) NOT NULL, 
	valid_from DATE NOT NULL, 
	remind_before INTEGER NOT NULL, 
	press_after INTEGER NOT NULL, 
	order_after INTEGER NOT NULL, 
	escalate_after INTEGER NOT NULL, 
	made_by CHAR(32), 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_case_ladder PRIMARY KEY (id), 
	CONSTRAINT ck_case_ladder_rising CHECK (press_after < order_after AND order_after < escalate_after), 
	CONSTRAINT ck_case_ladder_positive CHECK (remind_before > 0 AND press_after > 0), 
	CONSTRAINT uq_case_ladder_valid_from UNIQUE (valid_from)
);
INSERT INTO "case_ladder" VALUES('5058ea08e6f75bb1a7d3f78df2a10ac5','2020-01-01',1,1,3,5,NULL,'2020-01-01 00:00:00.000000');
CREATE TABLE case_order (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	case_id CHAR(32) NOT NULL, 
	step_id CHAR(32), 
	year INTEGER NOT NULL, 
	serial INTEGER NOT NULL, 
	snapshot JSON NOT NULL, 
	made_by CHAR(32), 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_case_order PRIMARY KEY (id), 
	CONSTRAINT fk_case_order_case_id_grid_case FOREIGN KEY(case_id) REFERENCES grid_case (id), 
	CONSTRAINT fk_case_order_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_case_order_step_id_case_step FOREIGN KEY(step_id) REFERENCES case_step (id), 
	CONSTRAINT uq_case_order_community_id_year_serial UNIQUE (community_id, year, serial)
);
CREATE TABLE case_pause (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	case_id CHAR(32) NOT NULL, 
	reason VARCHAR(32) NOT NULL, 
	words TEXT NOT NULL, 
	review_on DATE, 
	asked_by CHAR(32) NOT NULL, 
	asked_at DATETIME NOT NULL, 
	decided_by CHAR(32), 
	decided_at DATETIME, 
	is_granted BOOLEAN, 
	answer VARCHAR(500) NOT NULL, 
	CONSTRAINT pk_case_pause PRIMARY KEY (id), 
	CONSTRAINT fk_case_pause_case_id_grid_case FOREIGN KEY(case_id) REFERENCES grid_case (id), 
	CONSTRAINT fk_case_pause_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT ck_case_pause_stop_reason CHECK (reason IN ('waiting', 'force', 'parked'))
);
CREATE TABLE case_reopen_proposal (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	case_id CHAR(32) NOT NULL, 
	made_at DATETIME NOT NULL, 
	cause VARCHAR(32) NOT NULL, 
	households INTEGER NOT NULL, 
	decided_by CHAR(32), 
	decided_at DATETIME, 
	is_reopened BOOLEAN, 
	CONSTRAINT pk_case_reopen_proposal PRIMARY KEY (id), 
	CONSTRAINT fk_case_reopen_proposal_case_id_grid_case FOREIGN KEY(case_id) REFERENCES grid_case (id), 
	CONSTRAINT fk_case_reopen_proposal_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT ck_case_reopen_proposal_proposal_cause CHECK (cause IN ('voiced', 'unsolved'))
);
CREATE TABLE case_series (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	year INTEGER NOT NULL, 
	last INTEGER NOT NULL, 
	CONSTRAINT pk_case_series PRIMARY KEY (id), 
	CONSTRAINT fk_case_series_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT uq_case_series_community_id_year UNIQUE (community_id, year)
);
CREATE TABLE case_step (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	case_id CHAR(32) NOT NULL, 
	due_at DATETIME NOT NULL, 
	step VARCHAR(32) NOT NULL, 
	turn INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	acknowledged_at DATETIME, 
	acknowledged_by CHAR(32), 
	reply VARCHAR(300) NOT NULL, 
	CONSTRAINT pk_case_step PRIMARY KEY (id), 
	CONSTRAINT fk_case_step_case_id_grid_case FOREIGN KEY(case_id) REFERENCES grid_case (id), 
	CONSTRAINT fk_case_step_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT uq_case_step_community_id_case_id_due_at_step_turn UNIQUE (community_id, case_id, due_at, step, turn), 
	CONSTRAINT ck_case_step_ladder_step CHECK (step IN ('remind', 'due', 'press', 'order', 'escalate'))
);
CREATE TABLE case_stop (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	case_id CHAR(32) NOT NULL, 
	reason VARCHAR(32) NOT NULL, 
	words TEXT NOT NULL, 
	approved_by CHAR(32), 
	started_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	due_before DATETIME, 
	CONSTRAINT pk_case_stop PRIMARY KEY (id), 
	CONSTRAINT fk_case_stop_case_id_grid_case FOREIGN KEY(case_id) REFERENCES grid_case (id), 
	CONSTRAINT fk_case_stop_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT ck_case_stop_stop_reason CHECK (reason IN ('waiting', 'force', 'parked'))
);
CREATE TABLE case_voice (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	case_id CHAR(32) NOT NULL, 
	first_case_id CHAR(32) NOT NULL, 
	household_id CHAR(32), 
	month VARCHAR(7) NOT NULL, 
	source VARCHAR(32) NOT NULL, 
	source_id CHAR(32), 
	words TEXT NOT NULL, 
	may_name BOOLEAN NOT NULL, 
	speaker TEXT, 
	phone TEXT, 
	door TEXT, 
	relayed_by CHAR(32), 
	receipt VARCHAR(16), 
	said_at DATETIME NOT NULL, 
	CONSTRAINT pk_case_voice PRIMARY KEY (id), 
	CONSTRAINT fk_case_voice_case_id_grid_case FOREIGN KEY(case_id) REFERENCES grid_case (id), 
	CONSTRAINT fk_case_voice_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_case_voice_first_case_id_grid_case FOREIGN KEY(first_case_id) REFERENCES grid_case (id), 
	CONSTRAINT uq_case_voice_community_id_first_case_id_household_id_month UNIQUE (community_id, first_case_id, household_id, month), 
	CONSTRAINT uq_case_voice_receipt UNIQUE (receipt), 
	CONSTRAINT ck_case_voice_source CHECK (source IN ('visit', 'patrol', 'resident', 'relay', 'council', 'hotline', 'order', 'round'))
);
CREATE TABLE case_voice_bound (
	case_id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	rank INTEGER NOT NULL, 
	CONSTRAINT pk_case_voice_bound PRIMARY KEY (case_id), 
	CONSTRAINT fk_case_voice_bound_case_id_grid_case FOREIGN KEY(case_id) REFERENCES grid_case (id), 
	CONSTRAINT fk_case_voice_bound_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id)
);
CREATE TABLE certificate (
	id CHAR(32) NOT NULL, 
	issuer_id CHAR(32) NOT NULL, 
	community_id CHAR(32), 
	kind VARCHAR(32) NOT NULL, 
	year INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	number VARCHAR(40) NOT NULL, 
	party_id CHAR(32) NOT NULL, 
	cause VARCHAR(80) NOT NULL, 
	design INTEGER NOT NULL, 
	said TEXT NOT NULL, 
	private TEXT, 
	said_hash VARCHAR(64) NOT NULL, 
	issued_on DATE NOT NULL, 
	reissued_on DATE, 
	issued_at DATETIME NOT NULL, 
	issued_by CHAR(32), 
	token_hash VARCHAR(64) NOT NULL, 
	link VARCHAR(400) NOT NULL, 
	CONSTRAINT pk_certificate PRIMARY KEY (id), 
	CONSTRAINT fk_certificate_issuer_id_unit FOREIGN KEY(issuer_id) REFERENCES unit (id), 
	CONSTRAINT fk_certificate_party_id_party FOREIGN KEY(party_id) REFERENCES party (id), 
	CONSTRAINT uq_certificate_cause UNIQUE (cause), 
	CONSTRAINT uq_certificate_issuer_id_year_seq UNIQUE (issuer_id, year, seq), 
	CONSTRAINT uq_certificate_number UNIQUE (number), 
	CONSTRAINT uq_certificate_token_hash UNIQUE (token_hash), 
	CONSTRAINT ck_certificate_certificate_kind CHECK (kind IN ('honour', 'plaque', 'proof'))
);
CREATE TABLE certificate_batch (
	id CHAR(32) NOT NULL, 
	issuer_id CHAR(32) NOT NULL, 
	title VARCHAR(120) NOT NULL, 
	form VARCHAR(32) NOT NULL, 
	archive BOOLEAN NOT NULL, 
	certificate_ids JSON NOT NULL, 
	job_id CHAR(32), 
	made_at DATETIME NOT NULL, 
	made_by CHAR(32), 
	CONSTRAINT pk_certificate_batch PRIMARY KEY (id), 
	CONSTRAINT fk_certificate_batch_issuer_id_unit FOREIGN KEY(issuer_id) REFERENCES unit (id), 
	CONSTRAINT ck_certificate_batch_batch_form CHECK (form IN ('one_file', 'zip'))
);
CREATE TABLE certificate_end (
	id CHAR(32) NOT NULL, 
	certificate_id CHAR(32) NOT NULL, 
	issuer_id CHAR(32) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	reason VARCHAR(300) NOT NULL, 
	ended_at DATETIME NOT NULL, 
	ended_by CHAR(32), 
	replacement_id CHAR(32), 
	mark VARCHAR(12) NOT NULL, 
	CONSTRAINT pk_certificate_end PRIMARY KEY (id), 
	CONSTRAINT fk_certificate_end_certificate_id_certificate FOREIGN KEY(certificate_id) REFERENCES certificate (id), 
	CONSTRAINT fk_certificate_end_issuer_id_unit FOREIGN KEY(issuer_id) REFERENCES unit (id), 
	CONSTRAINT fk_certificate_end_replacement_id_certificate FOREIGN KEY(replacement_id) REFERENCES certificate (id), 
	CONSTRAINT uq_certificate_end_certificate_id UNIQUE (certificate_id), 
	CONSTRAINT ck_certificate_end_end_kind CHECK (kind IN ('void', 'replaced'))
);
CREATE TABLE certificate_series (
	issuer_id CHAR(32) NOT NULL, 
	year INTEGER NOT NULL, 
	last INTEGER NOT NULL, 
	CONSTRAINT pk_certificate_series PRIMARY KEY (issuer_id, year), 
	CONSTRAINT fk_certificate_series_issuer_id_unit FOREIGN KEY(issuer_id) REFERENCES unit (id)
);
CREATE TABLE change_order (
	id CHAR(32) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	unit_id CHAR(32), 
	asked JSON NOT NULL, 
	trouble JSON NOT NULL, 
	community_id CHAR(32), 
	number VARCHAR(40) NOT NULL, 
	reason VARCHAR(300) NOT NULL, 
	effective_on DATE NOT NULL, 
	made_by CHAR(32), 
	made_at DATETIME NOT NULL, 
	settled_at DATETIME, 
	CONSTRAINT pk_change_order PRIMARY KEY (id), 
	CONSTRAINT ck_change_order_order_kind CHECK (kind IN ('found', 'rename', 'split', 'merge', 'move', 'close')), 
	CONSTRAINT ck_change_order_change_state CHECK (state IN ('planned', 'in_force', 'withdrawn', 'refused'))
);
CREATE TABLE column_name (
	id CHAR(32) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	heading VARCHAR(80) NOT NULL, 
	"key" VARCHAR(40) NOT NULL, 
	made_by CHAR(32), 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_column_name PRIMARY KEY (id), 
	CONSTRAINT uq_column_name_kind_heading UNIQUE (kind, heading)
);
CREATE TABLE complaint (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32), 
	account_id CHAR(32), 
	words TEXT NOT NULL, 
	contact TEXT, 
	receipt VARCHAR(16) NOT NULL, 
	made_at DATETIME NOT NULL, 
	answer TEXT, 
	answered_at DATETIME, 
	CONSTRAINT pk_complaint PRIMARY KEY (id), 
	CONSTRAINT uq_complaint_receipt UNIQUE (receipt)
);
CREATE TABLE confirmation (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	attendance_id CHAR(32) NOT NULL, 
	side VARCHAR(32) NOT NULL, 
	account_id CHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_confirmation PRIMARY KEY (id), 
	CONSTRAINT fk_confirmation_account_id_account FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT fk_confirmation_attendance_id_attendance FOREIGN KEY(attendance_id) REFERENCES attendance (id), 
	CONSTRAINT fk_confirmation_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT uq_confirmation_attendance_id_account_id UNIQUE (attendance_id, account_id), 
	CONSTRAINT uq_confirmation_attendance_id_side UNIQUE (attendance_id, side), 
	CONSTRAINT ck_confirmation_side CHECK (side IN ('lead', 'community'))
);
CREATE TABLE contest (
	id CHAR(32) NOT NULL, 
	unit_id CHAR(32) NOT NULL, 
	year INTEGER NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	title VARCHAR(40) NOT NULL, 
	quota INTEGER NOT NULL, 
	criteria_id CHAR(32) NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	closes_on DATE NOT NULL, 
	opened_at DATETIME NOT NULL, 
	result_hash VARCHAR(64) NOT NULL, 
	decided_on DATE, 
	decided_by CHAR(32), 
	CONSTRAINT pk_contest PRIMARY KEY (id), 
	CONSTRAINT ck_contest_quota CHECK (quota > 0), 
	CONSTRAINT fk_contest_criteria_id_contest_criteria FOREIGN KEY(criteria_id) REFERENCES contest_criteria (id), 
	CONSTRAINT fk_contest_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_contest_unit_id_year_name UNIQUE (unit_id, year, name), 
	CONSTRAINT ck_contest_contest_state CHECK (state IN ('open', 'judging', 'tallied', 'notice', 'decided'))
);
CREATE TABLE contest_award (
	id CHAR(32) NOT NULL, 
	unit_id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	contest_id CHAR(32) NOT NULL, 
	nomination_id CHAR(32) NOT NULL, 
	party_id CHAR(32) NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	year INTEGER NOT NULL, 
	title VARCHAR(40) NOT NULL, 
	granted_on DATE NOT NULL, 
	CONSTRAINT pk_contest_award PRIMARY KEY (id), 
	CONSTRAINT fk_contest_award_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_contest_award_contest_id_contest FOREIGN KEY(contest_id) REFERENCES contest (id), 
	CONSTRAINT fk_contest_award_nomination_id_nomination FOREIGN KEY(nomination_id) REFERENCES nomination (id), 
	CONSTRAINT fk_contest_award_party_id_party FOREIGN KEY(party_id) REFERENCES party (id), 
	CONSTRAINT fk_contest_award_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_contest_award_nomination_id UNIQUE (nomination_id)
);
CREATE TABLE contest_criteria (
	id CHAR(32) NOT NULL, 
	unit_id CHAR(32) NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	lines JSON NOT NULL, 
	valid_from DATE NOT NULL, 
	made_by CHAR(32), 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_contest_criteria PRIMARY KEY (id), 
	CONSTRAINT fk_contest_criteria_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)
);
CREATE TABLE contest_judge (
	id CHAR(32) NOT NULL, 
	contest_id CHAR(32) NOT NULL, 
	account_id CHAR(32) NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	relations VARCHAR(300) NOT NULL, 
	declared_at DATETIME, 
	CONSTRAINT pk_contest_judge PRIMARY KEY (id), 
	CONSTRAINT fk_contest_judge_account_id_account FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT fk_contest_judge_contest_id_contest FOREIGN KEY(contest_id) REFERENCES contest (id), 
	CONSTRAINT uq_contest_judge_contest_id_account_id UNIQUE (contest_id, account_id)
);
CREATE TABLE contest_recusal (
	id CHAR(32) NOT NULL, 
	contest_id CHAR(32) NOT NULL, 
	judge_id CHAR(32) NOT NULL, 
	nomination_id CHAR(32) NOT NULL, 
	reason VARCHAR(200) NOT NULL, community_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_contest_recusal PRIMARY KEY (id), 
	CONSTRAINT fk_contest_recusal_contest_id_contest FOREIGN KEY(contest_id) REFERENCES contest (id), 
	CONSTRAINT fk_contest_recusal_judge_id_contest_judge FOREIGN KEY(judge_id) REFERENCES contest_judge (id), 
	CONSTRAINT fk_contest_recusal_nomination_id_nomination FOREIGN KEY(nomination_id) REFERENCES nomination (id), 
	CONSTRAINT uq_contest_recusal_judge_id_nomination_id UNIQUE (judge_id, nomination_id)
);
CREATE TABLE contest_result (
	id CHAR(32) NOT NULL, 
	contest_id CHAR(32) NOT NULL, 
	nomination_id CHAR(32) NOT NULL, 
	total INTEGER NOT NULL, 
	tie_break INTEGER NOT NULL, 
	by_criterion JSON NOT NULL, 
	is_winner BOOLEAN NOT NULL, 
	is_joint BOOLEAN NOT NULL, community_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_contest_result PRIMARY KEY (id), 
	CONSTRAINT fk_contest_result_contest_id_contest FOREIGN KEY(contest_id) REFERENCES contest (id), 
	CONSTRAINT fk_contest_result_nomination_id_nomination FOREIGN KEY(nomination_id) REFERENCES nomination (id), 
	CONSTRAINT uq_contest_result_nomination_id UNIQUE (nomination_id)
);
CREATE TABLE contest_stage (
	id CHAR(32) NOT NULL, 
	contest_id CHAR(32) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	weight INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_contest_stage PRIMARY KEY (id), 
	CONSTRAINT fk_contest_stage_contest_id_contest FOREIGN KEY(contest_id) REFERENCES contest (id), 
	CONSTRAINT uq_contest_stage_contest_id_kind UNIQUE (contest_id, kind), 
	CONSTRAINT ck_contest_stage_stage_kind CHECK (kind IN ('written', 'practice', 'defence', 'visit'))
);
CREATE TABLE contest_withdrawal (
	id CHAR(32) NOT NULL, 
	award_id CHAR(32) NOT NULL, 
	reason VARCHAR(300) NOT NULL, 
	document VARCHAR(80) NOT NULL, 
	withdrawn_on DATE NOT NULL, community_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_contest_withdrawal PRIMARY KEY (id), 
	CONSTRAINT fk_contest_withdrawal_award_id_contest_award FOREIGN KEY(award_id) REFERENCES contest_award (id), 
	CONSTRAINT uq_contest_withdrawal_award_id UNIQUE (award_id)
);
CREATE TABLE correction (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	passbook_id CHAR(32) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	amount INTEGER NOT NULL, 
	reason VARCHAR(200) NOT NULL, 
	asked_by CHAR(32) NOT NULL, 
	asked_at DATETIME NOT NULL, 
	decided_by CHAR(32), 
	decided_at DATETIME, 
	entry_id CHAR(32), 
	CONSTRAINT pk_correction PRIMARY KEY (id), 
	CONSTRAINT ck_correction_amount CHECK (amount <> 0), 
	CONSTRAINT fk_correction_asked_by_account FOREIGN KEY(asked_by) REFERENCES account (id), 
	CONSTRAINT fk_correction_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_correction_decided_by_account FOREIGN KEY(decided_by) REFERENCES account (id), 
	CONSTRAINT fk_correction_entry_id_ledger_entry FOREIGN KEY(entry_id) REFERENCES ledger_entry (id), 
	CONSTRAINT fk_correction_passbook_id_passbook FOREIGN KEY(passbook_id) REFERENCES passbook (id), 
	CONSTRAINT ck_correction_entry_kind CHECK (kind IN ('earn', 'opening', 'hold', 'capture', 'release', 'expire', 'donate', 'adjust', 'write_off', 'move_out', 'move_in', 'reverse'))
);
CREATE TABLE council_meeting (
	id CHAR(32) NOT NULL, 
	series_id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	plan_month VARCHAR(7) NOT NULL, 
	held_on DATE NOT NULL, 
	starts_at TIME NOT NULL, 
	minutes_long INTEGER NOT NULL, 
	place VARCHAR(80) NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	host_id CHAR(32) NOT NULL, 
	recorder_id CHAR(32), 
	rule_id CHAR(32) NOT NULL, 
	sequence INTEGER NOT NULL, 
	check_in_token VARCHAR(64) NOT NULL, 
	counting JSON NOT NULL, 
	counting_hash VARCHAR(64) NOT NULL, 
	announced_at DATETIME, 
	opened_at DATETIME, 
	closed_at DATETIME, 
	current_line_id CHAR(32), 
	reason VARCHAR(300) NOT NULL, 
	CONSTRAINT pk_council_meeting PRIMARY KEY (id), 
	CONSTRAINT fk_council_meeting_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_council_meeting_host_id_party FOREIGN KEY(host_id) REFERENCES party (id), 
	CONSTRAINT fk_council_meeting_recorder_id_party FOREIGN KEY(recorder_id) REFERENCES party (id), 
	CONSTRAINT fk_council_meeting_rule_id_council_rule FOREIGN KEY(rule_id) REFERENCES council_rule (id), 
	CONSTRAINT fk_council_meeting_series_id_council_series FOREIGN KEY(series_id) REFERENCES council_series (id), 
	CONSTRAINT uq_council_meeting_check_in_token UNIQUE (check_in_token), 
	CONSTRAINT uq_council_meeting_series_id_held_on_starts_at UNIQUE (series_id, held_on, starts_at), 
	CONSTRAINT ck_council_meeting_meeting_state CHECK (state IN ('planned', 'announced', 'in_session', 'closed', 'talk', 'cancelled'))
);
CREATE TABLE council_rule (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32), 
	name VARCHAR(80) NOT NULL, 
	basis VARCHAR(300) NOT NULL, 
	valid_from DATE NOT NULL, 
	quorum_top INTEGER NOT NULL, 
	quorum_bottom INTEGER NOT NULL, 
	quorum_more BOOLEAN NOT NULL, 
	majority_top INTEGER NOT NULL, 
	majority_bottom INTEGER NOT NULL, 
	majority_more BOOLEAN NOT NULL, 
	majority_base VARCHAR(10) NOT NULL, 
	proxies_make_quorum BOOLEAN NOT NULL, 
	window_days INTEGER NOT NULL, 
	notice_days INTEGER NOT NULL, 
	agenda_places INTEGER NOT NULL, 
	reserved_places INTEGER NOT NULL, 
	objection_days INTEGER NOT NULL, 
	CONSTRAINT pk_council_rule PRIMARY KEY (id), 
	CONSTRAINT fk_council_rule_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT uq_council_rule_community_id_valid_from UNIQUE (community_id, valid_from)
);
CREATE TABLE council_seat (
	id CHAR(32) NOT NULL, 
	series_id CHAR(32) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	party_id CHAR(32) NOT NULL, 
	alternate_id CHAR(32), 
	title VARCHAR(60) NOT NULL, 
	votes BOOLEAN NOT NULL, 
	position INTEGER NOT NULL, 
	valid_from DATE NOT NULL, 
	valid_to DATE, community_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_council_seat PRIMARY KEY (id), 
	CONSTRAINT ck_council_seat_dates CHECK (valid_to IS NULL OR valid_to >= valid_from), 
	CONSTRAINT fk_council_seat_alternate_id_party FOREIGN KEY(alternate_id) REFERENCES party (id), 
	CONSTRAINT fk_council_seat_party_id_party FOREIGN KEY(party_id) REFERENCES party (id), 
	CONSTRAINT fk_council_seat_series_id_council_series FOREIGN KEY(series_id) REFERENCES council_series (id), 
	CONSTRAINT ck_council_seat_seat_kind CHECK (kind IN ('party', 'committee', 'grid', 'resident', 'partner', 'property', 'owners', 'police', 'observer'))
);
CREATE TABLE council_series (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	week INTEGER NOT NULL, 
	weekday INTEGER NOT NULL, 
	starts_at TIME NOT NULL, 
	minutes_long INTEGER NOT NULL, 
	place VARCHAR(80) NOT NULL, 
	feed_token VARCHAR(64) NOT NULL, 
	board_token VARCHAR(64) NOT NULL, 
	closed_on DATE, 
	CONSTRAINT pk_council_series PRIMARY KEY (id), 
	CONSTRAINT ck_council_series_week CHECK (week BETWEEN -1 AND 5 AND week <> 0), 
	CONSTRAINT fk_council_series_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT uq_council_series_board_token UNIQUE (board_token), 
	CONSTRAINT uq_council_series_feed_token UNIQUE (feed_token)
);
CREATE TABLE council_vote (
	id CHAR(32) NOT NULL, 
	meeting_id CHAR(32) NOT NULL, 
	line_id CHAR(32) NOT NULL, 
	resolution_id CHAR(32), 
	question VARCHAR(200) NOT NULL, 
	way VARCHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	electorate JSON NOT NULL, 
	rule_words VARCHAR(200) NOT NULL, 
	quorum_present INTEGER NOT NULL, 
	quorum_needed INTEGER NOT NULL, 
	base INTEGER NOT NULL, 
	needed INTEGER NOT NULL, 
	votes_for INTEGER NOT NULL, 
	votes_against INTEGER NOT NULL, 
	abstained INTEGER NOT NULL, 
	result VARCHAR(32) NOT NULL, 
	replaces_id CHAR(32), 
	reason VARCHAR(200) NOT NULL, 
	made_by CHAR(32), community_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_council_vote PRIMARY KEY (id), 
	CONSTRAINT ck_council_vote_hands CHECK (votes_for >= 0 AND votes_against >= 0 AND abstained >= 0), 
	CONSTRAINT fk_council_vote_line_id_agenda_line FOREIGN KEY(line_id) REFERENCES agenda_line (id), 
	CONSTRAINT fk_council_vote_meeting_id_council_meeting FOREIGN KEY(meeting_id) REFERENCES council_meeting (id), 
	CONSTRAINT fk_council_vote_replaces_id_council_vote FOREIGN KEY(replaces_id) REFERENCES council_vote (id), 
	CONSTRAINT fk_council_vote_resolution_id_resolution FOREIGN KEY(resolution_id) REFERENCES resolution (id), 
	CONSTRAINT ck_council_vote_vote_way CHECK (way IN ('hands', 'papers', 'no_objection')), 
	CONSTRAINT ck_council_vote_vote_result CHECK (result IN ('adopted', 'rejected', 'no_quorum'))
);
CREATE TABLE counter_code (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	volunteer_id CHAR(32) NOT NULL, 
	secret VARCHAR(64) NOT NULL, 
	made_by CHAR(32) NOT NULL, 
	made_at DATETIME NOT NULL, 
	ends_at DATETIME NOT NULL, 
	used_at DATETIME, 
	CONSTRAINT pk_counter_code PRIMARY KEY (id), 
	CONSTRAINT fk_counter_code_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_counter_code_made_by_account FOREIGN KEY(made_by) REFERENCES account (id), 
	CONSTRAINT fk_counter_code_volunteer_id_volunteer FOREIGN KEY(volunteer_id) REFERENCES volunteer (id)
);
CREATE TABLE demand (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	grid_id CHAR(32), 
	skill VARCHAR(32) NOT NULL, 
	words VARCHAR(300) NOT NULL, 
	asker TEXT, 
	phone TEXT, 
	venue TEXT, 
	wanted_on DATE, 
	state VARCHAR(32) NOT NULL, 
	department_id CHAR(32), 
	volunteer_id CHAR(32), 
	raised_by CHAR(32) NOT NULL, 
	raised_at DATETIME NOT NULL, 
	dispatched_at DATETIME, 
	accepted_at DATETIME, 
	done_at DATETIME, 
	CONSTRAINT pk_demand PRIMARY KEY (id), 
	CONSTRAINT fk_demand_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_demand_department_id_department FOREIGN KEY(department_id) REFERENCES department (id), 
	CONSTRAINT fk_demand_grid_id_unit FOREIGN KEY(grid_id) REFERENCES unit (id), 
	CONSTRAINT fk_demand_raised_by_account FOREIGN KEY(raised_by) REFERENCES account (id), 
	CONSTRAINT fk_demand_volunteer_id_volunteer FOREIGN KEY(volunteer_id) REFERENCES volunteer (id), 
	CONSTRAINT ck_demand_skill CHECK (skill IN ('law', 'medical', 'repair', 'arts', 'sports', 'tutoring', 'care', 'patrol', 'other')), 
	CONSTRAINT ck_demand_demand_state CHECK (state IN ('raised', 'dispatched', 'accepted', 'done', 'rated', 'withdrawn'))
);
CREATE TABLE demand_declined (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	demand_id CHAR(32) NOT NULL, 
	volunteer_id CHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_demand_declined PRIMARY KEY (id), 
	CONSTRAINT fk_demand_declined_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_demand_declined_demand_id_demand FOREIGN KEY(demand_id) REFERENCES demand (id), 
	CONSTRAINT fk_demand_declined_volunteer_id_volunteer FOREIGN KEY(volunteer_id) REFERENCES volunteer (id), 
	CONSTRAINT uq_demand_declined_demand_id_volunteer_id UNIQUE (demand_id, volunteer_id)
);
CREATE TABLE demand_rating (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	demand_id CHAR(32) NOT NULL, 
	rated_by VARCHAR(32) NOT NULL, 
	score VARCHAR(32) NOT NULL, 
	words VARCHAR(200) NOT NULL, 
	told_by CHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_demand_rating PRIMARY KEY (id), 
	CONSTRAINT ck_demand_rating_why CHECK (words <> '' OR score <> 'bad'), 
	CONSTRAINT fk_demand_rating_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_demand_rating_demand_id_demand FOREIGN KEY(demand_id) REFERENCES demand (id), 
	CONSTRAINT fk_demand_rating_told_by_account FOREIGN KEY(told_by) REFERENCES account (id), 
	CONSTRAINT uq_demand_rating_demand_id_rated_by UNIQUE (demand_id, rated_by), 
	CONSTRAINT ck_demand_rating_rated_by CHECK (rated_by IN ('served', 'volunteer')), 
	CONSTRAINT ck_demand_rating_score CHECK (score IN ('good', 'fair', 'bad'))
);
CREATE TABLE department (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	skill VARCHAR(32) NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	lead_id CHAR(32), 
	deputy_id CHAR(32), 
	needs_paper BOOLEAN NOT NULL, 
	closed_at DATETIME, 
	CONSTRAINT pk_department PRIMARY KEY (id), 
	CONSTRAINT fk_department_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_department_deputy_id_volunteer FOREIGN KEY(deputy_id) REFERENCES volunteer (id), 
	CONSTRAINT fk_department_lead_id_volunteer FOREIGN KEY(lead_id) REFERENCES volunteer (id), 
	CONSTRAINT uq_department_community_id_name UNIQUE (community_id, name), 
	CONSTRAINT ck_department_skill CHECK (skill IN ('law', 'medical', 'repair', 'arts', 'sports', 'tutoring', 'care', 'patrol', 'other'))
);
CREATE TABLE digest_letter (
	id CHAR(32) NOT NULL, 
	account_id CHAR(32) NOT NULL, 
	day DATE NOT NULL, 
	lines JSON NOT NULL, 
	made_at DATETIME NOT NULL, 
	due_at DATETIME, 
	sent_at DATETIME, 
	tries INTEGER NOT NULL, 
	error VARCHAR(200) NOT NULL, 
	CONSTRAINT pk_digest_letter PRIMARY KEY (id), 
	CONSTRAINT fk_digest_letter_account_id_account FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT uq_digest_letter_account_id_day UNIQUE (account_id, day)
);
CREATE TABLE digest_wish (
	id CHAR(32) NOT NULL, 
	account_id CHAR(32) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	"key" TEXT, 
	secret TEXT, 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_digest_wish PRIMARY KEY (id), 
	CONSTRAINT fk_digest_wish_account_id_account FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT uq_digest_wish_account_id UNIQUE (account_id), 
	CONSTRAINT ck_digest_wish_channel_kind CHECK (kind IN ('wecom', 'dingtalk', 'feishu', 'email'))
);
CREATE TABLE door_consent (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	award_id CHAR(32) NOT NULL, 
	adults INTEGER NOT NULL, 
	agreed INTEGER NOT NULL, 
	given_on DATE NOT NULL, 
	recorded_by CHAR(32), 
	returned_on DATE, 
	CONSTRAINT pk_door_consent PRIMARY KEY (id), 
	CONSTRAINT fk_door_consent_award_id_award FOREIGN KEY(award_id) REFERENCES award (id), 
	CONSTRAINT fk_door_consent_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT uq_door_consent_award_id UNIQUE (award_id)
);
CREATE TABLE door_note (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	grid_id CHAR(32) NOT NULL, 
	household_id CHAR(32) NOT NULL, 
	account_id CHAR(32) NOT NULL, 
	code_index VARCHAR(32) NOT NULL, 
	made_at DATETIME NOT NULL, 
	ends_on DATE NOT NULL, 
	answered_at DATETIME, 
	visit_id CHAR(32), 
	CONSTRAINT pk_door_note PRIMARY KEY (id), 
	CONSTRAINT fk_door_note_account_id_account FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT fk_door_note_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_door_note_grid_id_unit FOREIGN KEY(grid_id) REFERENCES unit (id), 
	CONSTRAINT fk_door_note_household_id_household FOREIGN KEY(household_id) REFERENCES household (id), 
	CONSTRAINT uq_door_note_code_index UNIQUE (code_index)
);
CREATE TABLE duty_entry (
	id CHAR(32) NOT NULL, 
	unit_id CHAR(32) NOT NULL, 
	code VARCHAR(20) NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	basis VARCHAR(200) NOT NULL, 
	department VARCHAR(60) NOT NULL, 
	valid_from DATE NOT NULL, 
	valid_to DATE, 
	CONSTRAINT pk_duty_entry PRIMARY KEY (id), 
	CONSTRAINT ck_duty_entry_dates CHECK (valid_to IS NULL OR valid_to >= valid_from), 
	CONSTRAINT fk_duty_entry_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_duty_entry_unit_id_code_valid_from UNIQUE (unit_id, code, valid_from)
);
CREATE TABLE dwelling (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	grid_id CHAR(32) NOT NULL, 
	building_id CHAR(32) NOT NULL, 
	entrance_id CHAR(32) NOT NULL, 
	floor INTEGER NOT NULL, 
	room VARCHAR(12) NOT NULL, 
	position INTEGER NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_dwelling PRIMARY KEY (id), 
	CONSTRAINT fk_dwelling_building_id_building FOREIGN KEY(building_id) REFERENCES building (id), 
	CONSTRAINT fk_dwelling_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_dwelling_entrance_id_entrance FOREIGN KEY(entrance_id) REFERENCES entrance (id), 
	CONSTRAINT fk_dwelling_grid_id_unit FOREIGN KEY(grid_id) REFERENCES unit (id), 
	CONSTRAINT uq_dwelling_entrance_id_room_community_id UNIQUE (entrance_id, room, community_id), 
	CONSTRAINT ck_dwelling_place_state CHECK (state IN ('in_use', 'empty', 'demolished'))
);
CREATE TABLE earn_rule (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	act VARCHAR(40) NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	unit VARCHAR(32) NOT NULL, 
	points INTEGER NOT NULL, 
	rounding VARCHAR(32) NOT NULL, 
	cap_once INTEGER, 
	cap_day INTEGER, 
	cap_month INTEGER, 
	months INTEGER NOT NULL, 
	evidence VARCHAR(200) NOT NULL, 
	valid_from DATE NOT NULL, 
	valid_to DATE, 
	approved_by CHAR(32) NOT NULL, 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_earn_rule PRIMARY KEY (id), 
	CONSTRAINT ck_earn_rule_points CHECK (points > 0), 
	CONSTRAINT ck_earn_rule_dates CHECK (valid_to IS NULL OR valid_to >= valid_from), 
	CONSTRAINT fk_earn_rule_approved_by_account FOREIGN KEY(approved_by) REFERENCES account (id), 
	CONSTRAINT fk_earn_rule_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT uq_earn_rule_community_id_act_valid_from UNIQUE (community_id, act, valid_from), 
	CONSTRAINT ck_earn_rule_earn_unit CHECK (unit IN ('hour', 'time', 'thing')), 
	CONSTRAINT ck_earn_rule_rounding CHECK (rounding IN ('down', 'nearest', 'up'))
);
CREATE TABLE edition (
	home_id CHAR(32) NOT NULL, 
	lane INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	CONSTRAINT pk_edition PRIMARY KEY (home_id, lane)
);
INSERT INTO "edition" VALUES('00000000000070008000000000000000',0,1);
INSERT INTO "edition" VALUES('01a230372c537dc2bf814878b252a68c',0,1);
INSERT INTO "edition" VALUES('01a230372c557b4dbec24e61680ebd02',0,1);
CREATE TABLE employee (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	grid_id CHAR(32) NOT NULL, 
	merchant_id CHAR(32) NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	job VARCHAR(40) NOT NULL, 
	phone TEXT, 
	left_on DATE, 
	CONSTRAINT pk_employee PRIMARY KEY (id), 
	CONSTRAINT fk_employee_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_employee_grid_id_unit FOREIGN KEY(grid_id) REFERENCES unit (id), 
	CONSTRAINT fk_employee_merchant_id_merchant FOREIGN KEY(merchant_id) REFERENCES merchant (id)
);
CREATE TABLE entrance (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	building_id CHAR(32) NOT NULL, 
	grid_id CHAR(32) NOT NULL, 
	micro_grid_id CHAR(32), 
	name VARCHAR(20) NOT NULL, 
	position INTEGER NOT NULL, 
	token VARCHAR(24) NOT NULL, 
	CONSTRAINT pk_entrance PRIMARY KEY (id), 
	CONSTRAINT fk_entrance_building_id_building FOREIGN KEY(building_id) REFERENCES building (id), 
	CONSTRAINT fk_entrance_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_entrance_grid_id_unit FOREIGN KEY(grid_id) REFERENCES unit (id), 
	CONSTRAINT fk_entrance_micro_grid_id_unit FOREIGN KEY(micro_grid_id) REFERENCES unit (id), 
	CONSTRAINT uq_entrance_community_id_building_id_name UNIQUE (community_id, building_id, name), 
	CONSTRAINT uq_entrance_community_id_token UNIQUE (community_id, token)
);
CREATE TABLE export_request (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	unit_id CHAR(32) NOT NULL, 
	reason VARCHAR(300) NOT NULL, 
	with_phone BOOLEAN NOT NULL, 
	asked_by CHAR(32) NOT NULL, 
	asked_at DATETIME NOT NULL, 
	decided_by CHAR(32), 
	decided_at DATETIME, 
	is_allowed BOOLEAN NOT NULL, 
	taken_at DATETIME, 
	row_count INTEGER NOT NULL, 
	CONSTRAINT pk_export_request PRIMARY KEY (id), 
	CONSTRAINT ck_export_request_two_people CHECK (decided_by IS NULL OR decided_by <> asked_by), 
	CONSTRAINT fk_export_request_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_export_request_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)
);
CREATE TABLE figure_proof (
	id CHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	milliseconds INTEGER NOT NULL, 
	compared INTEGER NOT NULL, 
	faults JSON NOT NULL, 
	job_id VARCHAR(36) NOT NULL, 
	CONSTRAINT pk_figure_proof PRIMARY KEY (id)
);
CREATE TABLE garden (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	grid_id CHAR(32) NOT NULL, 
	building_id CHAR(32) NOT NULL, 
	round_id CHAR(32), 
	name VARCHAR(40) NOT NULL, 
	place VARCHAR(80) NOT NULL, 
	land VARCHAR(32) NOT NULL, 
	approval VARCHAR(120) NOT NULL, 
	area INTEGER NOT NULL, 
	budget INTEGER NOT NULL, 
	width INTEGER NOT NULL, 
	height INTEGER NOT NULL, 
	opened_on DATE NOT NULL, 
	closed_on DATE, 
	CONSTRAINT pk_garden PRIMARY KEY (id), 
	CONSTRAINT ck_garden_figures CHECK (area > 0 AND budget >= 0), 
	CONSTRAINT ck_garden_plan CHECK (width > 0 AND height > 0), 
	CONSTRAINT fk_garden_building_id_building FOREIGN KEY(building_id) REFERENCES building (id), 
	CONSTRAINT fk_garden_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_garden_grid_id_unit FOREIGN KEY(grid_id) REFERENCES unit (id), 
	CONSTRAINT fk_garden_round_id_opinion_round FOREIGN KEY(round_id) REFERENCES opinion_round (id), 
	CONSTRAINT uq_garden_community_id_name UNIQUE (community_id, name), 
	CONSTRAINT ck_garden_land CHECK (land IN ('none', 'shared', 'municipal', 'own'))
);
CREATE TABLE garden_care (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	grid_id CHAR(32) NOT NULL, 
	plot_id CHAR(32) NOT NULL, 
	act VARCHAR(32) NOT NULL, 
	account_id CHAR(32), 
	captured_at DATETIME NOT NULL, 
	happened_at DATETIME NOT NULL, 
	CONSTRAINT pk_garden_care PRIMARY KEY (id), 
	CONSTRAINT fk_garden_care_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_garden_care_grid_id_unit FOREIGN KEY(grid_id) REFERENCES unit (id), 
	CONSTRAINT fk_garden_care_plot_id_garden_plot FOREIGN KEY(plot_id) REFERENCES garden_plot (id), 
	CONSTRAINT ck_garden_care_care_act CHECK (act IN ('watered', 'planted', 'weeded', 'pruned', 'harvested'))
);
CREATE TABLE garden_keeping (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	plot_id CHAR(32) NOT NULL, 
	resident_id CHAR(32), 
	keeper TEXT, 
	phone TEXT, 
	co_keeper TEXT, 
	co_phone TEXT, 
	guardian TEXT, 
	shows_name BOOLEAN NOT NULL, 
	began_on DATE NOT NULL, 
	until DATE NOT NULL, 
	signed_on DATE, 
	ended_on DATE, 
	end_reason VARCHAR(32), 
	made_by CHAR(32), 
	CONSTRAINT pk_garden_keeping PRIMARY KEY (id), 
	CONSTRAINT ck_garden_keeping_dates CHECK (ended_on IS NULL OR ended_on >= began_on), 
	CONSTRAINT fk_garden_keeping_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_garden_keeping_plot_id_garden_plot FOREIGN KEY(plot_id) REFERENCES garden_plot (id), 
	CONSTRAINT fk_garden_keeping_resident_id_resident FOREIGN KEY(resident_id) REFERENCES resident (id), 
	CONSTRAINT ck_garden_keeping_end_reason CHECK (end_reason IN ('returned', 'moved', 'died', 'neglected'))
);
CREATE TABLE garden_plot (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	grid_id CHAR(32) NOT NULL, 
	garden_id CHAR(32) NOT NULL, 
	number INTEGER NOT NULL, 
	corners JSON NOT NULL, 
	plants VARCHAR(60) NOT NULL, 
	rests BOOLEAN NOT NULL, 
	token VARCHAR(24) NOT NULL, 
	cared_at DATETIME, 
	closed_on DATE, 
	CONSTRAINT pk_garden_plot PRIMARY KEY (id), 
	CONSTRAINT ck_garden_plot_number CHECK (number > 0), 
	CONSTRAINT fk_garden_plot_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_garden_plot_garden_id_garden FOREIGN KEY(garden_id) REFERENCES garden (id), 
	CONSTRAINT fk_garden_plot_grid_id_unit FOREIGN KEY(grid_id) REFERENCES unit (id), 
	CONSTRAINT uq_garden_plot_community_id_garden_id_number UNIQUE (community_id, garden_id, number), 
	CONSTRAINT uq_garden_plot_token UNIQUE (token)
);
CREATE TABLE garden_reminder (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	keeping_id CHAR(32) NOT NULL, 
	stage VARCHAR(32) NOT NULL, 
	since DATE NOT NULL, 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_garden_reminder PRIMARY KEY (id), 
	CONSTRAINT fk_garden_reminder_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_garden_reminder_keeping_id_garden_keeping FOREIGN KEY(keeping_id) REFERENCES garden_keeping (id), 
	CONSTRAINT uq_garden_reminder_community_id_keeping_id_stage_since UNIQUE (community_id, keeping_id, stage, since), 
	CONSTRAINT ck_garden_reminder_stage CHECK (stage IN ('keeper', 'co_keeper', 'next'))
);
CREATE TABLE garden_waiting (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	garden_id CHAR(32) NOT NULL, 
	number INTEGER NOT NULL, 
	keeper TEXT, 
	phone TEXT, 
	registered_at DATETIME NOT NULL, 
	settled_at DATETIME, 
	CONSTRAINT pk_garden_waiting PRIMARY KEY (id), 
	CONSTRAINT fk_garden_waiting_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_garden_waiting_garden_id_garden FOREIGN KEY(garden_id) REFERENCES garden (id), 
	CONSTRAINT uq_garden_waiting_community_id_garden_id_number UNIQUE (community_id, garden_id, number)
);
CREATE TABLE goods (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	code VARCHAR(40) NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	measure VARCHAR(8) NOT NULL, 
	free INTEGER NOT NULL, 
	held INTEGER NOT NULL, 
	allotted INTEGER NOT NULL, 
	best_before DATE, 
	is_for_adults BOOLEAN NOT NULL, 
	limit_each INTEGER, 
	limit_days INTEGER NOT NULL, 
	unit_cost_cents INTEGER, 
	is_offered BOOLEAN NOT NULL, 
	photo_id CHAR(32), 
	CONSTRAINT pk_goods PRIMARY KEY (id), 
	CONSTRAINT ck_goods_allotted CHECK (allotted >= 0), 
	CONSTRAINT ck_goods_free CHECK (free >= 0), 
	CONSTRAINT ck_goods_held CHECK (held >= 0), 
	CONSTRAINT fk_goods_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_goods_photo_id_photo FOREIGN KEY(photo_id) REFERENCES photo (id), 
	CONSTRAINT uq_goods_community_id_code UNIQUE (community_id, code)
);
CREATE TABLE goods_price (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	goods_id CHAR(32) NOT NULL, 
	points INTEGER NOT NULL, 
	valid_from DATE NOT NULL, 
	CONSTRAINT pk_goods_price PRIMARY KEY (id), 
	CONSTRAINT ck_goods_price_points CHECK (points > 0), 
	CONSTRAINT fk_goods_price_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_goods_price_goods_id_goods FOREIGN KEY(goods_id) REFERENCES goods (id), 
	CONSTRAINT uq_goods_price_goods_id_valid_from UNIQUE (goods_id, valid_from)
);
CREATE TABLE grid_case (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	grid_id CHAR(32), 
	building_id CHAR(32), 
	dwelling_id CHAR(32), 
	place VARCHAR(120) NOT NULL, 
	category_id CHAR(32) NOT NULL, 
	category_code VARCHAR(20) NOT NULL, 
	number VARCHAR(20) NOT NULL, 
	title VARCHAR(60) NOT NULL, 
	words TEXT NOT NULL, 
	source VARCHAR(32) NOT NULL, 
	source_id CHAR(32), 
	urgency VARCHAR(32) NOT NULL, 
	level INTEGER NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	opened_by CHAR(32), 
	reported_at DATETIME NOT NULL, 
	received_at DATETIME NOT NULL, 
	lead_unit_id CHAR(32), 
	lead_party_id CHAR(32), 
	asked_unit_id CHAR(32), 
	asked_party_id CHAR(32), 
	follower_id CHAR(32), 
	contact_due_at DATETIME, 
	contacted_at DATETIME, 
	limit_amount INTEGER NOT NULL, 
	limit_unit VARCHAR(32) NOT NULL, 
	due_at DATETIME, 
	first_due_at DATETIME, 
	next_step_at DATETIME, 
	review_on DATE, 
	handled_by CHAR(32), 
	handled_at DATETIME, 
	ended_at DATETIME, 
	outcome VARCHAR(32), 
	merged_into_id CHAR(32), 
	reopened_at DATETIME, 
	CONSTRAINT pk_grid_case PRIMARY KEY (id), 
	CONSTRAINT ck_grid_case_ended CHECK ((ended_at IS NULL) = (state NOT IN ('closed', 'rejected', 'merged'))), 
	CONSTRAINT ck_grid_case_closed_with_outcome CHECK (state <> 'closed' OR outcome IS NOT NULL), 
	CONSTRAINT ck_grid_case_review CHECK (state <> 'parked' OR review_on IS NOT NULL), 
	CONSTRAINT ck_grid_case_due CHECK (due_at IS NULL OR due_at > reported_at), 
	CONSTRAINT fk_grid_case_asked_party_id_party FOREIGN KEY(asked_party_id) REFERENCES party (id), 
	CONSTRAINT fk_grid_case_asked_unit_id_unit FOREIGN KEY(asked_unit_id) REFERENCES unit (id), 
	CONSTRAINT fk_grid_case_category_id_case_category FOREIGN KEY(category_id) REFERENCES case_category (id), 
	CONSTRAINT fk_grid_case_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_grid_case_grid_id_unit FOREIGN KEY(grid_id) REFERENCES unit (id), 
	CONSTRAINT fk_grid_case_lead_party_id_party FOREIGN KEY(lead_party_id) REFERENCES party (id), 
	CONSTRAINT fk_grid_case_lead_unit_id_unit FOREIGN KEY(lead_unit_id) REFERENCES unit (id), 
	CONSTRAINT fk_grid_case_merged_into_id_grid_case FOREIGN KEY(merged_into_id) REFERENCES grid_case (id), 
	CONSTRAINT uq_grid_case_community_id_number UNIQUE (community_id, number), 
	CONSTRAINT ck_grid_case_source CHECK (source IN ('visit', 'patrol', 'resident', 'relay', 'council', 'hotline', 'order', 'round')), 
	CONSTRAINT ck_grid_case_urgency CHECK (urgency IN ('normal', 'urgent')), 
	CONSTRAINT ck_grid_case_state CHECK (state IN ('reported', 'accepted', 'rejected', 'merged', 'dispatched', 'received', 'handling', 'returned', 'parked', 'handled', 'feedback', 'closed', 'reopened')), 
	CONSTRAINT ck_grid_case_time_unit CHECK (limit_unit IN ('day', 'working_day', 'working_hour', 'hour')), 
	CONSTRAINT ck_grid_case_outcome CHECK (outcome IN ('solved', 'together', 'explained', 'planned', 'out_of_reach'))
);
CREATE TABLE grid_difficulty (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	grid_id CHAR(32) NOT NULL, 
	year INTEGER NOT NULL, 
	level INTEGER NOT NULL, 
	households INTEGER NOT NULL, 
	key_households INTEGER NOT NULL, 
	reason VARCHAR(200) NOT NULL, 
	decided_by CHAR(32), 
	decided_at DATETIME NOT NULL, 
	CONSTRAINT pk_grid_difficulty PRIMARY KEY (id), 
	CONSTRAINT ck_grid_difficulty_level CHECK (level BETWEEN 1 AND 3), 
	CONSTRAINT fk_grid_difficulty_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_grid_difficulty_grid_id_unit FOREIGN KEY(grid_id) REFERENCES unit (id), 
	CONSTRAINT uq_grid_difficulty_grid_id_year UNIQUE (grid_id, year)
);
CREATE TABLE handover (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32), 
	unit_id CHAR(32) NOT NULL, 
	from_id CHAR(32) NOT NULL, 
	to_id CHAR(32) NOT NULL, 
	note VARCHAR(500) NOT NULL, 
	open_count INTEGER NOT NULL, 
	open_work JSON NOT NULL, 
	made_at DATETIME NOT NULL, 
	giver_signed_at DATETIME, 
	taker_signed_at DATETIME, 
	supervisor_id CHAR(32), 
	supervisor_signed_at DATETIME, 
	CONSTRAINT pk_handover PRIMARY KEY (id), 
	CONSTRAINT fk_handover_from_id_account FOREIGN KEY(from_id) REFERENCES account (id), 
	CONSTRAINT fk_handover_supervisor_id_account FOREIGN KEY(supervisor_id) REFERENCES account (id), 
	CONSTRAINT fk_handover_to_id_account FOREIGN KEY(to_id) REFERENCES account (id), 
	CONSTRAINT fk_handover_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)
);
CREATE TABLE home_tally (
	unit_id CHAR(32) NOT NULL, 
	round_from DATE NOT NULL, 
	homes INTEGER NOT NULL, 
	met INTEGER NOT NULL, community_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_home_tally PRIMARY KEY (unit_id), 
	CONSTRAINT fk_home_tally_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)
);
CREATE TABLE hours_line (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	volunteer_id CHAR(32) NOT NULL, 
	"key" VARCHAR(120) NOT NULL, 
	minutes INTEGER NOT NULL, 
	"on" DATE NOT NULL, 
	started_at DATETIME NOT NULL, 
	ended_at DATETIME NOT NULL, 
	title VARCHAR(80) NOT NULL, 
	place VARCHAR(80) NOT NULL, 
	role VARCHAR(40) NOT NULL, 
	organiser VARCHAR(80) NOT NULL, 
	lead_name VARCHAR(80) NOT NULL, 
	method VARCHAR(20) NOT NULL, 
	source VARCHAR(80) NOT NULL, 
	lead_confirmed_by CHAR(32), 
	community_confirmed_by CHAR(32), 
	made_by CHAR(32), 
	made_at DATETIME NOT NULL, 
	reverses_id CHAR(32), 
	reason VARCHAR(200) NOT NULL, 
	CONSTRAINT pk_hours_line PRIMARY KEY (id), 
	CONSTRAINT ck_hours_line_minutes CHECK (minutes <> 0), 
	CONSTRAINT fk_hours_line_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_hours_line_reverses_id_hours_line FOREIGN KEY(reverses_id) REFERENCES hours_line (id), 
	CONSTRAINT fk_hours_line_volunteer_id_volunteer FOREIGN KEY(volunteer_id) REFERENCES volunteer (id), 
	CONSTRAINT uq_hours_line_community_id_key UNIQUE (community_id, "key"), 
	CONSTRAINT uq_hours_line_reverses_id UNIQUE (reverses_id)
);
CREATE TABLE household (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	grid_id CHAR(32) NOT NULL, 
	micro_grid_id CHAR(32), 
	building_id CHAR(32) NOT NULL, 
	entrance_id CHAR(32) NOT NULL, 
	dwelling_id CHAR(32) NOT NULL, 
	label VARCHAR(80) NOT NULL, 
	door VARCHAR(120) NOT NULL, 
	room VARCHAR(12) NOT NULL, 
	head_name VARCHAR(40) NOT NULL, 
	flags JSON NOT NULL, 
	is_key BOOLEAN NOT NULL, 
	cadence_days INTEGER NOT NULL, 
	is_rented BOOLEAN NOT NULL, 
	note VARCHAR(500) NOT NULL, 
	moved_in_on DATE, 
	moved_out_on DATE, 
	last_visited_at DATETIME, 
	last_outcome VARCHAR(32) NOT NULL, 
	next_due_on DATE, 
	version INTEGER NOT NULL, 
	changed_at DATETIME NOT NULL, 
	CONSTRAINT pk_household PRIMARY KEY (id), 
	CONSTRAINT ck_household_cadence CHECK (cadence_days > 0), 
	CONSTRAINT fk_household_building_id_building FOREIGN KEY(building_id) REFERENCES building (id), 
	CONSTRAINT fk_household_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_household_dwelling_id_dwelling FOREIGN KEY(dwelling_id) REFERENCES dwelling (id), 
	CONSTRAINT fk_household_entrance_id_entrance FOREIGN KEY(entrance_id) REFERENCES entrance (id), 
	CONSTRAINT fk_household_grid_id_unit FOREIGN KEY(grid_id) REFERENCES unit (id), 
	CONSTRAINT fk_household_micro_grid_id_unit FOREIGN KEY(micro_grid_id) REFERENCES unit (id)
);
CREATE TABLE household_member (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	household_id CHAR(32) NOT NULL, 
	resident_id CHAR(32) NOT NULL, 
	relation VARCHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	valid_from DATE NOT NULL, 
	valid_to DATE, 
	CONSTRAINT pk_household_member PRIMARY KEY (id), 
	CONSTRAINT ck_household_member_dates CHECK (valid_to IS NULL OR valid_to >= valid_from), 
	CONSTRAINT fk_household_member_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_household_member_household_id_household FOREIGN KEY(household_id) REFERENCES household (id), 
	CONSTRAINT fk_household_member_resident_id_resident FOREIGN KEY(resident_id) REFERENCES resident (id), 
	CONSTRAINT ck_household_member_relation CHECK (relation IN ('head', 'spouse', 'child', 'parent', 'other_family', 'tenant', 'live_in'))
);
CREATE TABLE installation (
	single INTEGER NOT NULL, 
	is_demo BOOLEAN NOT NULL, 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_installation PRIMARY KEY (single), 
	CONSTRAINT ck_installation_single CHECK (single = 1)
);
CREATE TABLE invitation (
	id CHAR(32) NOT NULL, 
	account_id CHAR(32) NOT NULL, 
	token_hash VARCHAR(64) NOT NULL, 
	made_by CHAR(32), 
	made_at DATETIME NOT NULL, 
	ends_at DATETIME NOT NULL, 
	used_at DATETIME, 
	CONSTRAINT pk_invitation PRIMARY KEY (id), 
	CONSTRAINT fk_invitation_account_id_account FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT uq_invitation_token_hash UNIQUE (token_hash)
);
CREATE TABLE job (
	id CHAR(32) NOT NULL, 
	kind VARCHAR(60) NOT NULL, 
	args JSON NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	done INTEGER NOT NULL, 
	total INTEGER NOT NULL, 
	message TEXT NOT NULL, 
	result_ref VARCHAR(200) NOT NULL, 
	slot VARCHAR(40), 
	community_id CHAR(32), 
	made_by CHAR(32), 
	created_at DATETIME NOT NULL, 
	due_at DATETIME NOT NULL, 
	started_at DATETIME, 
	finished_at DATETIME, 
	tries INTEGER NOT NULL, 
	holder VARCHAR(36) NOT NULL, 
	held_until DATETIME, 
	CONSTRAINT pk_job PRIMARY KEY (id), 
	CONSTRAINT uq_job_kind_slot UNIQUE (kind, slot), 
	CONSTRAINT ck_job_job_state CHECK (state IN ('queued', 'running', 'done', 'failed'))
);
CREATE TABLE ledger_entry (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	passbook_id CHAR(32) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	"key" VARCHAR(120) NOT NULL, 
	amount INTEGER NOT NULL, 
	change INTEGER NOT NULL, 
	sentence VARCHAR(200) NOT NULL, 
	source VARCHAR(80) NOT NULL, 
	act VARCHAR(40) NOT NULL, 
	"on" DATE NOT NULL, 
	at DATETIME NOT NULL, 
	rule_id CHAR(32), 
	made_by CHAR(32), 
	approved_by CHAR(32), 
	reverses_id CHAR(32), 
	ends_id CHAR(32), 
	CONSTRAINT pk_ledger_entry PRIMARY KEY (id), 
	CONSTRAINT ck_ledger_entry_amount CHECK (amount > 0), 
	CONSTRAINT fk_ledger_entry_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_ledger_entry_ends_id_ledger_entry FOREIGN KEY(ends_id) REFERENCES ledger_entry (id), 
	CONSTRAINT fk_ledger_entry_passbook_id_passbook FOREIGN KEY(passbook_id) REFERENCES passbook (id), 
	CONSTRAINT fk_ledger_entry_reverses_id_ledger_entry FOREIGN KEY(reverses_id) REFERENCES ledger_entry (id), 
	CONSTRAINT fk_ledger_entry_rule_id_earn_rule FOREIGN KEY(rule_id) REFERENCES earn_rule (id), 
	CONSTRAINT uq_ledger_entry_community_id_key UNIQUE (community_id, "key"), 
	CONSTRAINT uq_ledger_entry_ends_id UNIQUE (ends_id), 
	CONSTRAINT uq_ledger_entry_reverses_id UNIQUE (reverses_id), 
	CONSTRAINT ck_ledger_entry_entry_kind CHECK (kind IN ('earn', 'opening', 'hold', 'capture', 'release', 'expire', 'donate', 'adjust', 'write_off', 'move_out', 'move_in', 'reverse'))
);
CREATE TABLE liaison (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	grid_id CHAR(32) NOT NULL, 
	party_id CHAR(32) NOT NULL, 
	area VARCHAR(120) NOT NULL, 
	household_limit INTEGER NOT NULL, 
	valid_from DATE NOT NULL, 
	valid_to DATE NOT NULL, 
	ended_on DATE, 
	backup_id CHAR(32), 
	round_id CHAR(32), 
	CONSTRAINT pk_liaison PRIMARY KEY (id), 
	CONSTRAINT ck_liaison_dates CHECK (valid_to >= valid_from), 
	CONSTRAINT fk_liaison_backup_id_liaison FOREIGN KEY(backup_id) REFERENCES liaison (id), 
	CONSTRAINT fk_liaison_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_liaison_grid_id_unit FOREIGN KEY(grid_id) REFERENCES unit (id), 
	CONSTRAINT fk_liaison_party_id_party FOREIGN KEY(party_id) REFERENCES party (id), 
	CONSTRAINT fk_liaison_round_id_liaison_round FOREIGN KEY(round_id) REFERENCES liaison_round (id)
);
CREATE TABLE liaison_candidate (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	round_id CHAR(32) NOT NULL, 
	party_id CHAR(32) NOT NULL, 
	grid_id CHAR(32) NOT NULL, 
	standing TEXT, 
	consented_on DATE NOT NULL, 
	is_chosen BOOLEAN, 
	CONSTRAINT pk_liaison_candidate PRIMARY KEY (id), 
	CONSTRAINT fk_liaison_candidate_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_liaison_candidate_grid_id_unit FOREIGN KEY(grid_id) REFERENCES unit (id), 
	CONSTRAINT fk_liaison_candidate_party_id_party FOREIGN KEY(party_id) REFERENCES party (id), 
	CONSTRAINT fk_liaison_candidate_round_id_liaison_round FOREIGN KEY(round_id) REFERENCES liaison_round (id), 
	CONSTRAINT uq_liaison_candidate_round_id_party_id UNIQUE (round_id, party_id)
);
CREATE TABLE liaison_household (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	liaison_id CHAR(32) NOT NULL, 
	household_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_liaison_household PRIMARY KEY (id), 
	CONSTRAINT fk_liaison_household_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_liaison_household_liaison_id_liaison FOREIGN KEY(liaison_id) REFERENCES liaison (id), 
	CONSTRAINT uq_liaison_household_community_id_household_id UNIQUE (community_id, household_id)
);
CREATE TABLE liaison_round (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	criteria JSON NOT NULL, 
	places INTEGER NOT NULL, 
	opened_on DATE NOT NULL, 
	decided_at DATETIME, 
	decided_by CHAR(32), 
	document VARCHAR(120) NOT NULL, 
	CONSTRAINT pk_liaison_round PRIMARY KEY (id), 
	CONSTRAINT fk_liaison_round_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id)
);
CREATE TABLE liaison_score (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	candidate_id CHAR(32) NOT NULL, 
	scorer_id CHAR(32) NOT NULL, 
	marks JSON NOT NULL, 
	scored_at DATETIME NOT NULL, 
	CONSTRAINT pk_liaison_score PRIMARY KEY (id), 
	CONSTRAINT fk_liaison_score_candidate_id_liaison_candidate FOREIGN KEY(candidate_id) REFERENCES liaison_candidate (id), 
	CONSTRAINT fk_liaison_score_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT uq_liaison_score_candidate_id_scorer_id UNIQUE (candidate_id, scorer_id)
);
CREATE TABLE line_draft (
	id CHAR(32) NOT NULL, 
	meeting_id CHAR(32) NOT NULL, 
	account_id CHAR(32) NOT NULL, 
	line TEXT NOT NULL, 
	at DATETIME NOT NULL, community_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_line_draft PRIMARY KEY (id), 
	CONSTRAINT fk_line_draft_account_id_account FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT fk_line_draft_meeting_id_council_meeting FOREIGN KEY(meeting_id) REFERENCES council_meeting (id), 
	CONSTRAINT uq_line_draft_meeting_id_account_id UNIQUE (meeting_id, account_id)
);
CREATE TABLE machine_light (
	"key" VARCHAR(40) NOT NULL, 
	is_red BOOLEAN NOT NULL, 
	since DATETIME NOT NULL, 
	CONSTRAINT pk_machine_light PRIMARY KEY ("key")
);
CREATE TABLE marked_result (
	id CHAR(32) NOT NULL, 
	job_id CHAR(32) NOT NULL, 
	row_id CHAR(32) NOT NULL, 
	title VARCHAR(120) NOT NULL, 
	is_done BOOLEAN NOT NULL, 
	refusal VARCHAR(300) NOT NULL, 
	details JSON NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_marked_result PRIMARY KEY (id), 
	CONSTRAINT uq_marked_result_job_id_row_id UNIQUE (job_id, row_id)
);
CREATE TABLE market_complaint (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	merchant_id CHAR(32) NOT NULL, 
	listing_id CHAR(32), 
	case_id CHAR(32) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	made_at DATETIME NOT NULL, 
	is_upheld BOOLEAN, 
	decided_at DATETIME, 
	decided_by CHAR(32), 
	note VARCHAR(300) NOT NULL, 
	CONSTRAINT pk_market_complaint PRIMARY KEY (id), 
	CONSTRAINT fk_market_complaint_case_id_grid_case FOREIGN KEY(case_id) REFERENCES grid_case (id), 
	CONSTRAINT fk_market_complaint_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_market_complaint_listing_id_market_listing FOREIGN KEY(listing_id) REFERENCES market_listing (id), 
	CONSTRAINT fk_market_complaint_merchant_id_merchant FOREIGN KEY(merchant_id) REFERENCES merchant (id), 
	CONSTRAINT uq_market_complaint_community_id_case_id UNIQUE (community_id, case_id), 
	CONSTRAINT ck_market_complaint_complaint_kind CHECK (kind IN ('unpaid', 'false_offer', 'other'))
);
CREATE TABLE market_consent (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	seeker_id CHAR(32) NOT NULL, 
	purpose VARCHAR(32) NOT NULL, 
	version VARCHAR(20) NOT NULL, 
	channel VARCHAR(32) NOT NULL, 
	witness_id CHAR(32), 
	given_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	CONSTRAINT pk_market_consent PRIMARY KEY (id), 
	CONSTRAINT fk_market_consent_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_market_consent_seeker_id_market_seeker FOREIGN KEY(seeker_id) REFERENCES market_seeker (id), 
	CONSTRAINT ck_market_consent_purpose CHECK (purpose IN ('work', 'offers')), 
	CONSTRAINT ck_market_consent_channel CHECK (channel IN ('self', 'worker'))
);
CREATE TABLE market_day (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	"on" DATE NOT NULL, 
	opens TIME NOT NULL, 
	closes TIME NOT NULL, 
	venue VARCHAR(80) NOT NULL, 
	note VARCHAR(200) NOT NULL, 
	cancelled_at DATETIME, 
	CONSTRAINT pk_market_day PRIMARY KEY (id), 
	CONSTRAINT fk_market_day_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT uq_market_day_community_id_on_venue UNIQUE (community_id, "on", venue)
);
CREATE TABLE market_job (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	listing_id CHAR(32) NOT NULL, 
	building_id CHAR(32), 
	place VARCHAR(60) NOT NULL, 
	pay_fen INTEGER NOT NULL, 
	pay_unit VARCHAR(32) NOT NULL, 
	hours INTEGER NOT NULL, 
	days INTEGER NOT NULL, 
	head_count INTEGER NOT NULL, 
	slots JSON NOT NULL, 
	skills JSON NOT NULL, 
	demands JSON NOT NULL, 
	CONSTRAINT pk_market_job PRIMARY KEY (id), 
	CONSTRAINT ck_market_job_amounts CHECK (pay_fen > 0 AND head_count > 0), 
	CONSTRAINT fk_market_job_building_id_building FOREIGN KEY(building_id) REFERENCES building (id), 
	CONSTRAINT fk_market_job_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_market_job_listing_id_market_listing FOREIGN KEY(listing_id) REFERENCES market_listing (id), 
	CONSTRAINT uq_market_job_community_id_listing_id UNIQUE (community_id, listing_id), 
	CONSTRAINT ck_market_job_pay_unit CHECK (pay_unit IN ('hour', 'day', 'month'))
);
CREATE TABLE market_link (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	merchant_id CHAR(32) NOT NULL, 
	listing_id CHAR(32), 
	match_id CHAR(32), 
	purpose VARCHAR(32) NOT NULL, 
	token_hash VARCHAR(64) NOT NULL, 
	made_at DATETIME NOT NULL, 
	made_by CHAR(32), 
	ends_at DATETIME NOT NULL, 
	used_at DATETIME, 
	CONSTRAINT pk_market_link PRIMARY KEY (id), 
	CONSTRAINT fk_market_link_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_market_link_listing_id_market_listing FOREIGN KEY(listing_id) REFERENCES market_listing (id), 
	CONSTRAINT fk_market_link_match_id_market_match FOREIGN KEY(match_id) REFERENCES market_match (id), 
	CONSTRAINT fk_market_link_merchant_id_merchant FOREIGN KEY(merchant_id) REFERENCES merchant (id), 
	CONSTRAINT uq_market_link_token_hash UNIQUE (token_hash), 
	CONSTRAINT ck_market_link_link_purpose CHECK (purpose IN ('write', 'confirm', 'reply'))
);
CREATE TABLE market_listing (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	grid_id CHAR(32) NOT NULL, 
	merchant_id CHAR(32) NOT NULL, 
	sort VARCHAR(32) NOT NULL, 
	title VARCHAR(40) NOT NULL, 
	words TEXT NOT NULL, 
	insists VARCHAR(200) NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	made_at DATETIME NOT NULL, 
	made_by CHAR(32), 
	confirm_by DATE, 
	ends_on DATE, 
	review_words VARCHAR(300) NOT NULL, 
	reviewed_by CHAR(32), 
	published_at DATETIME, 
	ended_at DATETIME, 
	CONSTRAINT pk_market_listing PRIMARY KEY (id), 
	CONSTRAINT ck_market_listing_shown CHECK (state <> 'published' OR (confirm_by IS NOT NULL AND ends_on IS NOT NULL)), 
	CONSTRAINT fk_market_listing_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_market_listing_grid_id_unit FOREIGN KEY(grid_id) REFERENCES unit (id), 
	CONSTRAINT fk_market_listing_merchant_id_merchant FOREIGN KEY(merchant_id) REFERENCES merchant (id), 
	CONSTRAINT ck_market_listing_sort CHECK (sort IN ('job', 'offer')), 
	CONSTRAINT ck_market_listing_state CHECK (state IN ('draft', 'review', 'sent_back', 'published', 'paused', 'filled', 'taken_down'))
);
CREATE TABLE market_match (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	listing_id CHAR(32) NOT NULL, 
	seeker_id CHAR(32) NOT NULL, 
	reasons JSON NOT NULL, 
	misses JSON NOT NULL, 
	made_at DATETIME NOT NULL, 
	made_by CHAR(32), 
	seeker_says BOOLEAN, 
	seeker_at DATETIME, 
	shop_says BOOLEAN, 
	shop_at DATETIME, 
	disclosed_at DATETIME, 
	CONSTRAINT pk_market_match PRIMARY KEY (id), 
	CONSTRAINT ck_market_match_both_said_yes CHECK (disclosed_at IS NULL OR (seeker_says AND shop_says)), 
	CONSTRAINT fk_market_match_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_market_match_listing_id_market_listing FOREIGN KEY(listing_id) REFERENCES market_listing (id), 
	CONSTRAINT fk_market_match_seeker_id_market_seeker FOREIGN KEY(seeker_id) REFERENCES market_seeker (id), 
	CONSTRAINT uq_market_match_community_id_listing_id_seeker_id UNIQUE (community_id, listing_id, seeker_id)
);
CREATE TABLE market_offer (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	listing_id CHAR(32) NOT NULL, 
	before_fen INTEGER, 
	after_fen INTEGER, 
	terms VARCHAR(120) NOT NULL, 
	valid_to DATE NOT NULL, 
	CONSTRAINT pk_market_offer PRIMARY KEY (id), 
	CONSTRAINT fk_market_offer_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_market_offer_listing_id_market_listing FOREIGN KEY(listing_id) REFERENCES market_listing (id), 
	CONSTRAINT uq_market_offer_community_id_listing_id UNIQUE (community_id, listing_id)
);
CREATE TABLE market_placement (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	match_id CHAR(32) NOT NULL, 
	started_on DATE NOT NULL, 
	made_at DATETIME NOT NULL, 
	made_by CHAR(32), 
	CONSTRAINT pk_market_placement PRIMARY KEY (id), 
	CONSTRAINT fk_market_placement_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_market_placement_match_id_market_match FOREIGN KEY(match_id) REFERENCES market_match (id), 
	CONSTRAINT uq_market_placement_community_id_match_id UNIQUE (community_id, match_id)
);
CREATE TABLE market_placement_check (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	placement_id CHAR(32) NOT NULL, 
	after_days INTEGER NOT NULL, 
	still_there BOOLEAN, 
	asked_at DATETIME NOT NULL, 
	asked_by CHAR(32), 
	CONSTRAINT pk_market_placement_check PRIMARY KEY (id), 
	CONSTRAINT fk_market_placement_check_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_market_placement_check_placement_id_market_placement FOREIGN KEY(placement_id) REFERENCES market_placement (id), 
	CONSTRAINT uq_market_placement_check_community_id_placement_id_after_days UNIQUE (community_id, placement_id, after_days)
);
CREATE TABLE market_push (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	listing_id CHAR(32) NOT NULL, 
	seeker_id CHAR(32) NOT NULL, 
	week VARCHAR(8) NOT NULL, 
	place INTEGER NOT NULL, 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_market_push PRIMARY KEY (id), 
	CONSTRAINT ck_market_push_weekly_cap CHECK (place BETWEEN 1 AND 2), 
	CONSTRAINT fk_market_push_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_market_push_listing_id_market_listing FOREIGN KEY(listing_id) REFERENCES market_listing (id), 
	CONSTRAINT fk_market_push_seeker_id_market_seeker FOREIGN KEY(seeker_id) REFERENCES market_seeker (id), 
	CONSTRAINT uq_market_push_community_id_seeker_id_listing_id UNIQUE (community_id, seeker_id, listing_id), 
	CONSTRAINT uq_market_push_community_id_seeker_id_week_place UNIQUE (community_id, seeker_id, week, place)
);
CREATE TABLE market_seeker (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	grid_id CHAR(32) NOT NULL, 
	building_id CHAR(32), 
	household_id CHAR(32), 
	name TEXT, 
	phone TEXT, 
	note TEXT, 
	reach VARCHAR(32) NOT NULL, 
	slots JSON NOT NULL, 
	skills JSON NOT NULL, 
	limits JSON NOT NULL, 
	wish_fen INTEGER, 
	token_hash VARCHAR(64), 
	token_turn INTEGER NOT NULL, 
	account_id CHAR(32), 
	entered_by CHAR(32), 
	made_at DATETIME NOT NULL, 
	changed_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	CONSTRAINT pk_market_seeker PRIMARY KEY (id), 
	CONSTRAINT fk_market_seeker_account_id_account FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT fk_market_seeker_building_id_building FOREIGN KEY(building_id) REFERENCES building (id), 
	CONSTRAINT fk_market_seeker_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_market_seeker_grid_id_unit FOREIGN KEY(grid_id) REFERENCES unit (id), 
	CONSTRAINT fk_market_seeker_household_id_household FOREIGN KEY(household_id) REFERENCES household (id), 
	CONSTRAINT uq_market_seeker_token_hash UNIQUE (token_hash), 
	CONSTRAINT ck_market_seeker_reach CHECK (reach IN ('building', 'grid', 'community'))
);
CREATE TABLE market_suspension (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	merchant_id CHAR(32) NOT NULL, 
	made_at DATETIME NOT NULL, 
	lifted_at DATETIME, 
	lifted_by CHAR(32), 
	lift_words VARCHAR(300) NOT NULL, 
	CONSTRAINT pk_market_suspension PRIMARY KEY (id), 
	CONSTRAINT fk_market_suspension_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_market_suspension_merchant_id_merchant FOREIGN KEY(merchant_id) REFERENCES merchant (id)
);
CREATE TABLE market_wage_floor (
	id CHAR(32) NOT NULL, 
	unit_id CHAR(32) NOT NULL, 
	valid_from DATE NOT NULL, 
	hour_fen INTEGER NOT NULL, 
	month_fen INTEGER NOT NULL, 
	document VARCHAR(120) NOT NULL, 
	made_by CHAR(32), 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_market_wage_floor PRIMARY KEY (id), 
	CONSTRAINT ck_market_wage_floor_amounts CHECK (hour_fen > 0 AND month_fen > 0), 
	CONSTRAINT fk_market_wage_floor_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_market_wage_floor_unit_id_valid_from UNIQUE (unit_id, valid_from)
);
CREATE TABLE membership (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	department_id CHAR(32) NOT NULL, 
	volunteer_id CHAR(32) NOT NULL, 
	since DATETIME NOT NULL, 
	left_at DATETIME, 
	CONSTRAINT pk_membership PRIMARY KEY (id), 
	CONSTRAINT fk_membership_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_membership_department_id_department FOREIGN KEY(department_id) REFERENCES department (id), 
	CONSTRAINT fk_membership_volunteer_id_volunteer FOREIGN KEY(volunteer_id) REFERENCES volunteer (id), 
	CONSTRAINT uq_membership_department_id_volunteer_id UNIQUE (department_id, volunteer_id)
);
CREATE TABLE merchant (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	grid_id CHAR(32) NOT NULL, 
	building_id CHAR(32), 
	party_id CHAR(32), 
	name VARCHAR(120) NOT NULL, 
	pinyin VARCHAR(120) NOT NULL, 
	initials VARCHAR(120) NOT NULL, 
	trade VARCHAR(40) NOT NULL, 
	shop_no VARCHAR(30) NOT NULL, 
	credit_code VARCHAR(18) NOT NULL, 
	contact_name VARCHAR(40) NOT NULL, 
	phone TEXT, 
	phone_tail_index VARCHAR(32), 
	closed_on DATE, 
	version INTEGER NOT NULL, 
	changed_at DATETIME NOT NULL, 
	CONSTRAINT pk_merchant PRIMARY KEY (id), 
	CONSTRAINT fk_merchant_building_id_building FOREIGN KEY(building_id) REFERENCES building (id), 
	CONSTRAINT fk_merchant_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_merchant_grid_id_unit FOREIGN KEY(grid_id) REFERENCES unit (id), 
	CONSTRAINT fk_merchant_party_id_party FOREIGN KEY(party_id) REFERENCES party (id), 
	CONSTRAINT uq_merchant_community_id_grid_id_name_shop_no UNIQUE (community_id, grid_id, name, shop_no)
);
CREATE TABLE minutes (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	meeting_id CHAR(32) NOT NULL, 
	version INTEGER NOT NULL, 
	number VARCHAR(40), 
	state VARCHAR(32) NOT NULL, 
	body JSON NOT NULL, 
	opening TEXT NOT NULL, 
	closing TEXT NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	reason VARCHAR(300) NOT NULL, 
	made_at DATETIME NOT NULL, 
	review_until DATE, 
	final_at DATETIME, 
	published_at DATETIME, 
	CONSTRAINT pk_minutes PRIMARY KEY (id), 
	CONSTRAINT fk_minutes_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_minutes_meeting_id_council_meeting FOREIGN KEY(meeting_id) REFERENCES council_meeting (id), 
	CONSTRAINT uq_minutes_community_id_number UNIQUE (community_id, number), 
	CONSTRAINT uq_minutes_meeting_id_version UNIQUE (meeting_id, version), 
	CONSTRAINT ck_minutes_minutes_state CHECK (state IN ('draft', 'review', 'final', 'published', 'replaced'))
);
CREATE TABLE minutes_objection (
	id CHAR(32) NOT NULL, 
	minutes_id CHAR(32) NOT NULL, 
	party_id CHAR(32) NOT NULL, 
	words TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	answer VARCHAR(500) NOT NULL, 
	answered_at DATETIME, 
	answered_by CHAR(32), community_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_minutes_objection PRIMARY KEY (id), 
	CONSTRAINT fk_minutes_objection_minutes_id_minutes FOREIGN KEY(minutes_id) REFERENCES minutes (id), 
	CONSTRAINT fk_minutes_objection_party_id_party FOREIGN KEY(party_id) REFERENCES party (id)
);
CREATE TABLE minutes_signature (
	id CHAR(32) NOT NULL, 
	minutes_id CHAR(32) NOT NULL, 
	role VARCHAR(32) NOT NULL, 
	party_id CHAR(32) NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	at DATETIME NOT NULL, 
	body_hash VARCHAR(64) NOT NULL, 
	made_by CHAR(32), community_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_minutes_signature PRIMARY KEY (id), 
	CONSTRAINT fk_minutes_signature_minutes_id_minutes FOREIGN KEY(minutes_id) REFERENCES minutes (id), 
	CONSTRAINT fk_minutes_signature_party_id_party FOREIGN KEY(party_id) REFERENCES party (id), 
	CONSTRAINT uq_minutes_signature_minutes_id_role UNIQUE (minutes_id, role), 
	CONSTRAINT ck_minutes_signature_signer_role CHECK (role IN ('host', 'recorder', 'resident'))
);
CREATE TABLE name_pair (
	community_id CHAR(32) NOT NULL, 
	pair VARCHAR(8) NOT NULL, 
	row_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_name_pair PRIMARY KEY (community_id, pair, row_id)
)
 WITHOUT ROWID

;
CREATE TABLE nomination (
	id CHAR(32) NOT NULL, 
	contest_id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	grid_id CHAR(32), 
	party_id CHAR(32) NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	by_kind VARCHAR(32) NOT NULL, 
	statement TEXT NOT NULL, 
	sex VARCHAR(32) NOT NULL, 
	served_since DATE, 
	may_name BOOLEAN NOT NULL, 
	nominated_by CHAR(32), 
	filed_at DATETIME NOT NULL, 
	is_eligible BOOLEAN, 
	eligibility_note VARCHAR(300) NOT NULL, 
	CONSTRAINT pk_nomination PRIMARY KEY (id), 
	CONSTRAINT fk_nomination_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_nomination_contest_id_contest FOREIGN KEY(contest_id) REFERENCES contest (id), 
	CONSTRAINT fk_nomination_grid_id_unit FOREIGN KEY(grid_id) REFERENCES unit (id), 
	CONSTRAINT fk_nomination_party_id_party FOREIGN KEY(party_id) REFERENCES party (id), 
	CONSTRAINT uq_nomination_contest_id_party_id UNIQUE (contest_id, party_id), 
	CONSTRAINT ck_nomination_nominated_by CHECK (by_kind IN ('self', 'unit', 'residents')), 
	CONSTRAINT ck_nomination_sex CHECK (sex IN ('female', 'male', 'unknown'))
);
CREATE TABLE not_same_person (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	first_id CHAR(32) NOT NULL, 
	second_id CHAR(32) NOT NULL, 
	said_by CHAR(32), 
	said_at DATETIME NOT NULL, 
	CONSTRAINT pk_not_same_person PRIMARY KEY (id), 
	CONSTRAINT ck_not_same_person_order CHECK (first_id < second_id), 
	CONSTRAINT fk_not_same_person_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_not_same_person_first_id_resident FOREIGN KEY(first_id) REFERENCES resident (id), 
	CONSTRAINT fk_not_same_person_second_id_resident FOREIGN KEY(second_id) REFERENCES resident (id), 
	CONSTRAINT uq_not_same_person_first_id_second_id UNIQUE (first_id, second_id)
);
CREATE TABLE notice (
	id CHAR(32) NOT NULL, 
	account_id CHAR(32) NOT NULL, 
	community_id CHAR(32), 
	sentence VARCHAR(200) NOT NULL, 
	details JSON NOT NULL, 
	url VARCHAR(200) NOT NULL, 
	cause VARCHAR(120) NOT NULL, 
	made_at DATETIME NOT NULL, 
	read_at DATETIME, 
	CONSTRAINT pk_notice PRIMARY KEY (id), 
	CONSTRAINT fk_notice_account_id_account FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT uq_notice_account_id_cause UNIQUE (account_id, cause)
);
CREATE TABLE notice_channel (
	id CHAR(32) NOT NULL, 
	unit_id CHAR(32) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	"key" TEXT, 
	secret TEXT, 
	made_by CHAR(32), 
	made_at DATETIME NOT NULL, 
	closed_at DATETIME, 
	CONSTRAINT pk_notice_channel PRIMARY KEY (id), 
	CONSTRAINT fk_notice_channel_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT ck_notice_channel_channel_kind CHECK (kind IN ('wecom', 'dingtalk', 'feishu', 'email'))
);
CREATE TABLE notice_delivery (
	id CHAR(32) NOT NULL, 
	channel_id CHAR(32) NOT NULL, 
	sentence VARCHAR(200) NOT NULL, 
	details JSON NOT NULL, 
	url VARCHAR(200) NOT NULL, 
	cause VARCHAR(120) NOT NULL, 
	made_at DATETIME NOT NULL, 
	due_at DATETIME, 
	tries INTEGER NOT NULL, 
	sent_at DATETIME, 
	error VARCHAR(200) NOT NULL, 
	CONSTRAINT pk_notice_delivery PRIMARY KEY (id), 
	CONSTRAINT fk_notice_delivery_channel_id_notice_channel FOREIGN KEY(channel_id) REFERENCES notice_channel (id), 
	CONSTRAINT uq_notice_delivery_channel_id_cause UNIQUE (channel_id, cause)
);
CREATE TABLE objection (
	id CHAR(32) NOT NULL, 
	notice_id CHAR(32) NOT NULL, 
	about_id CHAR(32), 
	author TEXT, 
	contact TEXT, 
	words TEXT NOT NULL, 
	filed_at DATETIME NOT NULL, 
	finding VARCHAR(32), 
	answer TEXT NOT NULL, 
	answered_at DATETIME, 
	answered_by CHAR(32), 
	CONSTRAINT pk_objection PRIMARY KEY (id), 
	CONSTRAINT fk_objection_notice_id_public_notice FOREIGN KEY(notice_id) REFERENCES public_notice (id), 
	CONSTRAINT ck_objection_finding CHECK (finding IN ('upheld', 'dismissed'))
);
CREATE TABLE offline_sale (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	allocation_id CHAR(32) NOT NULL, 
	party_id CHAR(32) NOT NULL, 
	entry_id CHAR(32) NOT NULL, 
	quantity INTEGER NOT NULL, 
	points INTEGER NOT NULL, 
	sold_at DATETIME NOT NULL, 
	received_at DATETIME NOT NULL, 
	made_by CHAR(32) NOT NULL, 
	CONSTRAINT pk_offline_sale PRIMARY KEY (id), 
	CONSTRAINT ck_offline_sale_quantity CHECK (quantity > 0), 
	CONSTRAINT fk_offline_sale_allocation_id_allocation FOREIGN KEY(allocation_id) REFERENCES allocation (id), 
	CONSTRAINT fk_offline_sale_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_offline_sale_entry_id_ledger_entry FOREIGN KEY(entry_id) REFERENCES ledger_entry (id), 
	CONSTRAINT fk_offline_sale_party_id_party FOREIGN KEY(party_id) REFERENCES party (id)
);
CREATE TABLE one_time_secret (
	id CHAR(32) NOT NULL, 
	account_id CHAR(32) NOT NULL, 
	secret TEXT, 
	made_at DATETIME NOT NULL, 
	confirmed_at DATETIME, 
	last_step INTEGER NOT NULL, 
	CONSTRAINT pk_one_time_secret PRIMARY KEY (id), 
	CONSTRAINT fk_one_time_secret_account_id_account FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT uq_one_time_secret_account_id UNIQUE (account_id)
);
CREATE TABLE opinion_answer (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	round_id CHAR(32) NOT NULL, 
	line_id CHAR(32) NOT NULL, 
	side VARCHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	ballot_id CHAR(32) NOT NULL, 
	value VARCHAR(80) NOT NULL, 
	CONSTRAINT pk_opinion_answer PRIMARY KEY (id), 
	CONSTRAINT fk_opinion_answer_ballot_id_opinion_ballot FOREIGN KEY(ballot_id) REFERENCES opinion_ballot (id), 
	CONSTRAINT fk_opinion_answer_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_opinion_answer_line_id_opinion_line FOREIGN KEY(line_id) REFERENCES opinion_line (id), 
	CONSTRAINT fk_opinion_answer_round_id_opinion_round FOREIGN KEY(round_id) REFERENCES opinion_round (id), 
	CONSTRAINT uq_opinion_answer_community_id_line_id_side_position UNIQUE (community_id, line_id, side, position), 
	CONSTRAINT ck_opinion_answer_side CHECK (side IN ('home', 'tenant'))
);
CREATE TABLE opinion_ballot (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	grid_id CHAR(32) NOT NULL, 
	round_id CHAR(32) NOT NULL, 
	line_id CHAR(32) NOT NULL, 
	outcome VARCHAR(32) NOT NULL, 
	answers TEXT, 
	speaker VARCHAR(32) NOT NULL, 
	way VARCHAR(32) NOT NULL, 
	voice VARCHAR(32) NOT NULL, 
	version INTEGER NOT NULL, 
	account_id CHAR(32), 
	visit_id CHAR(32), 
	sheet_id CHAR(32), 
	captured_at DATETIME NOT NULL, 
	happened_at DATETIME NOT NULL, 
	received_at DATETIME NOT NULL, 
	is_late BOOLEAN NOT NULL, 
	withdrawn_at DATETIME, 
	CONSTRAINT pk_opinion_ballot PRIMARY KEY (id), 
	CONSTRAINT fk_opinion_ballot_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_opinion_ballot_grid_id_unit FOREIGN KEY(grid_id) REFERENCES unit (id), 
	CONSTRAINT fk_opinion_ballot_line_id_opinion_line FOREIGN KEY(line_id) REFERENCES opinion_line (id), 
	CONSTRAINT fk_opinion_ballot_round_id_opinion_round FOREIGN KEY(round_id) REFERENCES opinion_round (id), 
	CONSTRAINT ck_opinion_ballot_outcome CHECK (outcome IN ('answered', 'nobody', 'later', 'refused', 'empty', 'moved')), 
	CONSTRAINT ck_opinion_ballot_speaker CHECK (speaker IN ('owner', 'family', 'tenant')), 
	CONSTRAINT ck_opinion_ballot_way CHECK (way IN ('door', 'link', 'paper', 'phone'))
);
CREATE TABLE opinion_code (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	round_id CHAR(32) NOT NULL, 
	line_id CHAR(32) NOT NULL, 
	code_index VARCHAR(32) NOT NULL, 
	made_by CHAR(32), 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_opinion_code PRIMARY KEY (id), 
	CONSTRAINT fk_opinion_code_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_opinion_code_line_id_opinion_line FOREIGN KEY(line_id) REFERENCES opinion_line (id), 
	CONSTRAINT fk_opinion_code_round_id_opinion_round FOREIGN KEY(round_id) REFERENCES opinion_round (id), 
	CONSTRAINT uq_opinion_code_code_index UNIQUE (code_index)
);
CREATE TABLE opinion_decision (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	round_id CHAR(32) NOT NULL, 
	line_id CHAR(32) NOT NULL, 
	ballot_id CHAR(32) NOT NULL, 
	side VARCHAR(32) NOT NULL, 
	reason VARCHAR(200) NOT NULL, 
	decided_by CHAR(32) NOT NULL, 
	decided_at DATETIME NOT NULL, 
	CONSTRAINT pk_opinion_decision PRIMARY KEY (id), 
	CONSTRAINT fk_opinion_decision_ballot_id_opinion_ballot FOREIGN KEY(ballot_id) REFERENCES opinion_ballot (id), 
	CONSTRAINT fk_opinion_decision_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_opinion_decision_decided_by_account FOREIGN KEY(decided_by) REFERENCES account (id), 
	CONSTRAINT fk_opinion_decision_line_id_opinion_line FOREIGN KEY(line_id) REFERENCES opinion_line (id), 
	CONSTRAINT fk_opinion_decision_round_id_opinion_round FOREIGN KEY(round_id) REFERENCES opinion_round (id), 
	CONSTRAINT ck_opinion_decision_side CHECK (side IN ('home', 'tenant'))
);
CREATE TABLE opinion_extension (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	round_id CHAR(32) NOT NULL, 
	closed_at DATETIME NOT NULL, 
	closes_at DATETIME NOT NULL, 
	reason VARCHAR(200) NOT NULL, 
	said_by CHAR(32) NOT NULL, 
	said_at DATETIME NOT NULL, 
	CONSTRAINT pk_opinion_extension PRIMARY KEY (id), 
	CONSTRAINT ck_opinion_extension_later CHECK (closes_at > closed_at), 
	CONSTRAINT fk_opinion_extension_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_opinion_extension_round_id_opinion_round FOREIGN KEY(round_id) REFERENCES opinion_round (id), 
	CONSTRAINT fk_opinion_extension_said_by_account FOREIGN KEY(said_by) REFERENCES account (id)
);
CREATE TABLE opinion_line (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	round_id CHAR(32) NOT NULL, 
	grid_id CHAR(32) NOT NULL, 
	building_id CHAR(32) NOT NULL, 
	entrance_id CHAR(32) NOT NULL, 
	dwelling_id CHAR(32) NOT NULL, 
	household_id CHAR(32), 
	label VARCHAR(80) NOT NULL, 
	room VARCHAR(12) NOT NULL, 
	position INTEGER NOT NULL, 
	area INTEGER, 
	owner_mark VARCHAR(20) NOT NULL, 
	standing VARCHAR(32) NOT NULL, 
	tenant_standing VARCHAR(32) NOT NULL, 
	ballot_id CHAR(32), 
	is_disputed BOOLEAN NOT NULL, 
	tries INTEGER NOT NULL, 
	try_at DATETIME, 
	CONSTRAINT pk_opinion_line PRIMARY KEY (id), 
	CONSTRAINT ck_opinion_line_area CHECK (area IS NULL OR area > 0), 
	CONSTRAINT fk_opinion_line_building_id_building FOREIGN KEY(building_id) REFERENCES building (id), 
	CONSTRAINT fk_opinion_line_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_opinion_line_dwelling_id_dwelling FOREIGN KEY(dwelling_id) REFERENCES dwelling (id), 
	CONSTRAINT fk_opinion_line_entrance_id_entrance FOREIGN KEY(entrance_id) REFERENCES entrance (id), 
	CONSTRAINT fk_opinion_line_grid_id_unit FOREIGN KEY(grid_id) REFERENCES unit (id), 
	CONSTRAINT fk_opinion_line_household_id_household FOREIGN KEY(household_id) REFERENCES household (id), 
	CONSTRAINT fk_opinion_line_round_id_opinion_round FOREIGN KEY(round_id) REFERENCES opinion_round (id), 
	CONSTRAINT uq_opinion_line_community_id_round_id_dwelling_id UNIQUE (community_id, round_id, dwelling_id), 
	CONSTRAINT ck_opinion_line_standing CHECK (standing IN ('unasked', 'nobody', 'refused', 'empty', 'moved', 'agree', 'disagree', 'answered')), 
	CONSTRAINT ck_opinion_line_tenant_standing CHECK (tenant_standing IN ('unasked', 'nobody', 'refused', 'empty', 'moved', 'agree', 'disagree', 'answered'))
);
CREATE TABLE opinion_place (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	round_id CHAR(32) NOT NULL, 
	entrance_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_opinion_place PRIMARY KEY (id), 
	CONSTRAINT fk_opinion_place_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_opinion_place_entrance_id_entrance FOREIGN KEY(entrance_id) REFERENCES entrance (id), 
	CONSTRAINT fk_opinion_place_round_id_opinion_round FOREIGN KEY(round_id) REFERENCES opinion_round (id), 
	CONSTRAINT uq_opinion_place_community_id_round_id_entrance_id UNIQUE (community_id, round_id, entrance_id)
);
CREATE TABLE opinion_question (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	round_id CHAR(32) NOT NULL, 
	version INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	asks VARCHAR(120) NOT NULL, 
	options JSON NOT NULL, 
	CONSTRAINT pk_opinion_question PRIMARY KEY (id), 
	CONSTRAINT fk_opinion_question_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_opinion_question_round_id_opinion_round FOREIGN KEY(round_id) REFERENCES opinion_round (id), 
	CONSTRAINT uq_opinion_question_community_id_round_id_version_position UNIQUE (community_id, round_id, version, position), 
	CONSTRAINT ck_opinion_question_question_kind CHECK (kind IN ('vote', 'one', 'many', 'number', 'words'))
);
CREATE TABLE opinion_round (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	title VARCHAR(60) NOT NULL, 
	why TEXT NOT NULL, 
	land VARCHAR(32) NOT NULL, 
	by_owners BOOLEAN NOT NULL, 
	ways JSON NOT NULL, 
	question_version INTEGER NOT NULL, 
	opens_at DATETIME NOT NULL, 
	closes_at DATETIME NOT NULL, 
	first_closes_at DATETIME NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	host_id CHAR(32) NOT NULL, 
	households INTEGER NOT NULL, 
	result JSON NOT NULL, 
	case_id CHAR(32), 
	made_at DATETIME NOT NULL, 
	opened_at DATETIME, 
	counted_at DATETIME, 
	published_at DATETIME, 
	CONSTRAINT pk_opinion_round PRIMARY KEY (id), 
	CONSTRAINT ck_opinion_round_times CHECK (closes_at > opens_at), 
	CONSTRAINT fk_opinion_round_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_opinion_round_host_id_account FOREIGN KEY(host_id) REFERENCES account (id), 
	CONSTRAINT ck_opinion_round_land CHECK (land IN ('none', 'shared', 'municipal', 'own')), 
	CONSTRAINT ck_opinion_round_round_state CHECK (state IN ('draft', 'announced', 'asking', 'closed', 'counted', 'published', 'archived'))
);
CREATE TABLE opinion_sheet (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	round_id CHAR(32) NOT NULL, 
	building_id CHAR(32) NOT NULL, 
	account_id CHAR(32) NOT NULL, 
	entered INTEGER NOT NULL, 
	entered_at DATETIME NOT NULL, 
	CONSTRAINT pk_opinion_sheet PRIMARY KEY (id), 
	CONSTRAINT fk_opinion_sheet_account_id_account FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT fk_opinion_sheet_building_id_building FOREIGN KEY(building_id) REFERENCES building (id), 
	CONSTRAINT fk_opinion_sheet_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_opinion_sheet_round_id_opinion_round FOREIGN KEY(round_id) REFERENCES opinion_round (id)
);
CREATE TABLE opinion_tally (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	round_id CHAR(32) NOT NULL, 
	place_id CHAR(32) NOT NULL, 
	place VARCHAR(80) NOT NULL, 
	position INTEGER NOT NULL, 
	total INTEGER NOT NULL, 
	unasked INTEGER NOT NULL, 
	nobody INTEGER NOT NULL, 
	refused INTEGER NOT NULL, 
	empty INTEGER NOT NULL, 
	moved INTEGER NOT NULL, 
	agree INTEGER NOT NULL, 
	disagree INTEGER NOT NULL, 
	answered INTEGER NOT NULL, 
	disputed INTEGER NOT NULL, 
	CONSTRAINT pk_opinion_tally PRIMARY KEY (id), 
	CONSTRAINT ck_opinion_tally_adds_up CHECK (unasked + nobody + refused + empty + moved + agree + disagree + answered = total), 
	CONSTRAINT ck_opinion_tally_counts CHECK (unasked >= 0 AND nobody >= 0 AND refused >= 0 AND empty >= 0 AND moved >= 0 AND agree >= 0 AND disagree >= 0 AND answered >= 0 AND disputed >= 0), 
	CONSTRAINT fk_opinion_tally_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_opinion_tally_round_id_opinion_round FOREIGN KEY(round_id) REFERENCES opinion_round (id), 
	CONSTRAINT uq_opinion_tally_community_id_round_id_place_id UNIQUE (community_id, round_id, place_id)
);
CREATE TABLE other_home (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	resident_id CHAR(32) NOT NULL, 
	household_id CHAR(32), 
	kind VARCHAR(32) NOT NULL, 
	words VARCHAR(80) NOT NULL, 
	valid_from DATE NOT NULL, 
	valid_to DATE, 
	CONSTRAINT pk_other_home PRIMARY KEY (id), 
	CONSTRAINT ck_other_home_place CHECK (household_id IS NOT NULL OR words <> ''), 
	CONSTRAINT ck_other_home_dates CHECK (valid_to IS NULL OR valid_to >= valid_from), 
	CONSTRAINT fk_other_home_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_other_home_household_id_household FOREIGN KEY(household_id) REFERENCES household (id), 
	CONSTRAINT fk_other_home_resident_id_resident FOREIGN KEY(resident_id) REFERENCES resident (id), 
	CONSTRAINT ck_other_home_elsewhere_kind CHECK (kind IN ('registered', 'second'))
);
CREATE TABLE owned_area (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	dwelling_id CHAR(32) NOT NULL, 
	area INTEGER NOT NULL, 
	owner_mark VARCHAR(20) NOT NULL, 
	told_at DATETIME NOT NULL, 
	CONSTRAINT pk_owned_area PRIMARY KEY (id), 
	CONSTRAINT ck_owned_area_area CHECK (area > 0), 
	CONSTRAINT fk_owned_area_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_owned_area_dwelling_id_dwelling FOREIGN KEY(dwelling_id) REFERENCES dwelling (id), 
	CONSTRAINT uq_owned_area_community_id_dwelling_id UNIQUE (community_id, dwelling_id)
);
CREATE TABLE part_done (
	id CHAR(32) NOT NULL, 
	part_id CHAR(32) NOT NULL, 
	done_on DATE NOT NULL, 
	at DATETIME NOT NULL, 
	by_id CHAR(32), 
	by_words VARCHAR(80) NOT NULL, 
	evidence VARCHAR(300) NOT NULL, 
	photo_id CHAR(32), 
	withdrawn_at DATETIME, 
	withdrawn_reason VARCHAR(200) NOT NULL, community_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_part_done PRIMARY KEY (id), 
	CONSTRAINT fk_part_done_part_id_promise_part FOREIGN KEY(part_id) REFERENCES promise_part (id)
);
CREATE TABLE partner (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	party_id CHAR(32) NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	contact_name VARCHAR(40) NOT NULL, 
	phone TEXT, 
	offers VARCHAR(200) NOT NULL, 
	left_on DATE, 
	changed_at DATETIME NOT NULL, 
	CONSTRAINT pk_partner PRIMARY KEY (id), 
	CONSTRAINT fk_partner_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_partner_party_id_party FOREIGN KEY(party_id) REFERENCES party (id), 
	CONSTRAINT uq_partner_community_id_name UNIQUE (community_id, name), 
	CONSTRAINT uq_partner_community_id_party_id UNIQUE (community_id, party_id), 
	CONSTRAINT ck_partner_partner_kind CHECK (kind IN ('property', 'utility', 'school', 'clinic', 'company', 'office'))
);
CREATE TABLE party (
	id CHAR(32) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	initials VARCHAR(40) NOT NULL, 
	title VARCHAR(60) NOT NULL, 
	community_id CHAR(32), 
	unit_id CHAR(32), 
	contact_name VARCHAR(40) NOT NULL, 
	phone TEXT, 
	left_on DATE, 
	CONSTRAINT pk_party PRIMARY KEY (id), 
	CONSTRAINT fk_party_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_party_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT ck_party_party_kind CHECK (kind IN ('person', 'merchant', 'partner', 'department', 'team'))
);
INSERT INTO "party" VALUES('01a230372eeb7fd4835cb1bf06bfe75d','person','王秀英','wxy','','01a230372c537dc2bf814878b252a68c',NULL,'',NULL,NULL);
INSERT INTO "party" VALUES('01a230372ef87e108c3db345752acddc','person','马超然','mcr','','01a230372c537dc2bf814878b252a68c',NULL,'',NULL,NULL);
INSERT INTO "party" VALUES('01a230372efa73e28165e41987e0ee08','person','李静','lj','','01a230372c537dc2bf814878b252a68c',NULL,'',NULL,NULL);
INSERT INTO "party" VALUES('01a230372efb761ba43846acf00be547','person','赵国强','zgq','','01a230372c537dc2bf814878b252a68c',NULL,'',NULL,NULL);
INSERT INTO "party" VALUES('01a230372efc77f0ab52df75588f555d','person','陈立','cl','',NULL,NULL,'',NULL,NULL);
INSERT INTO "party" VALUES('01a230372efd79738b5ff39dca19f948','person','何敏','hm','',NULL,NULL,'',NULL,NULL);
INSERT INTO "party" VALUES('01a230372efe7acfb52934a7d4860105','person','钱小梅','qxm','','01a230372c537dc2bf814878b252a68c',NULL,'',NULL,NULL);
INSERT INTO "party" VALUES('01a230372eff7b12a6ae56b9ab079824','person','孙伟','sw','',NULL,NULL,'',NULL,NULL);
INSERT INTO "party" VALUES('01a230372f007b8abeb514e499161b9e','person','周平','zp','',NULL,NULL,'',NULL,NULL);
INSERT INTO "party" VALUES('01a230372f017b70b37ee7bf1e884000','person','吴霞','wx','','01a230372c537dc2bf814878b252a68c',NULL,'',NULL,NULL);
INSERT INTO "party" VALUES('01a230372f027ae7a8a40e73e7c68fc4','person','郑丽','zl','','01a230372c537dc2bf814878b252a68c',NULL,'',NULL,NULL);
INSERT INTO "party" VALUES('01a230372f037a21a84137a04626eee5','person','冯远','fy','','01a230372c557b4dbec24e61680ebd02',NULL,'',NULL,NULL);
INSERT INTO "party" VALUES('01a230372f047a1e9f5538fd967973a5','person','褚宁','cn','','01a230372c557b4dbec24e61680ebd02',NULL,'',NULL,NULL);
CREATE TABLE passbook (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	party_id CHAR(32) NOT NULL, 
	available INTEGER NOT NULL, 
	held INTEGER NOT NULL, 
	owed INTEGER NOT NULL, 
	number VARCHAR(20), 
	card_hash VARCHAR(64), 
	adult_on DATE, 
	opened_at DATETIME NOT NULL, 
	merged_into_id CHAR(32), 
	CONSTRAINT pk_passbook PRIMARY KEY (id), 
	CONSTRAINT ck_passbook_available CHECK (available >= 0), 
	CONSTRAINT ck_passbook_held CHECK (held >= 0), 
	CONSTRAINT ck_passbook_owed CHECK (owed >= 0), 
	CONSTRAINT fk_passbook_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_passbook_merged_into_id_passbook FOREIGN KEY(merged_into_id) REFERENCES passbook (id), 
	CONSTRAINT fk_passbook_party_id_party FOREIGN KEY(party_id) REFERENCES party (id), 
	CONSTRAINT uq_passbook_community_id_card_hash UNIQUE (community_id, card_hash), 
	CONSTRAINT uq_passbook_community_id_number UNIQUE (community_id, number), 
	CONSTRAINT uq_passbook_community_id_party_id UNIQUE (community_id, party_id)
);
CREATE TABLE passkey (
	id CHAR(32) NOT NULL, 
	account_id CHAR(32) NOT NULL, 
	credential_id VARCHAR(400) NOT NULL, 
	public_key VARCHAR(1000) NOT NULL, 
	counter INTEGER NOT NULL, 
	label VARCHAR(40) NOT NULL, 
	made_at DATETIME NOT NULL, 
	used_at DATETIME, 
	CONSTRAINT pk_passkey PRIMARY KEY (id), 
	CONSTRAINT fk_passkey_account_id_account FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT uq_passkey_credential_id UNIQUE (credential_id)
);
CREATE TABLE person_act (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	grid_id CHAR(32) NOT NULL, 
	resident_id CHAR(32) NOT NULL, 
	other_id CHAR(32), 
	kind VARCHAR(32) NOT NULL, 
	"on" DATE NOT NULL, 
	reason VARCHAR(200) NOT NULL, 
	joined JSON NOT NULL, 
	left_over JSON NOT NULL, 
	journal TEXT, 
	made_at DATETIME NOT NULL, 
	made_by CHAR(32), 
	until DATE NOT NULL, 
	undone_at DATETIME, 
	undone_by CHAR(32), 
	undone_why VARCHAR(200) NOT NULL, 
	CONSTRAINT pk_person_act PRIMARY KEY (id), 
	CONSTRAINT ck_person_act_two_records CHECK ((kind = 'merge') = (other_id IS NOT NULL)), 
	CONSTRAINT fk_person_act_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_person_act_grid_id_unit FOREIGN KEY(grid_id) REFERENCES unit (id), 
	CONSTRAINT fk_person_act_other_id_resident FOREIGN KEY(other_id) REFERENCES resident (id), 
	CONSTRAINT fk_person_act_resident_id_resident FOREIGN KEY(resident_id) REFERENCES resident (id), 
	CONSTRAINT ck_person_act_act_kind CHECK (kind IN ('merge', 'death'))
);
CREATE TABLE person_consent (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	resident_id CHAR(32) NOT NULL, 
	purpose VARCHAR(32) NOT NULL, 
	version VARCHAR(20) NOT NULL, 
	channel VARCHAR(32) NOT NULL, 
	guardian TEXT, 
	witness_id CHAR(32), 
	given_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	CONSTRAINT pk_person_consent PRIMARY KEY (id), 
	CONSTRAINT fk_person_consent_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_person_consent_resident_id_resident FOREIGN KEY(resident_id) REFERENCES resident (id), 
	CONSTRAINT ck_person_consent_purpose CHECK (purpose IN ('phone', 'health', 'number')), 
	CONSTRAINT ck_person_consent_channel CHECK (channel IN ('face', 'paper', 'phone'))
);
CREATE TABLE person_request (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	grid_id CHAR(32) NOT NULL, 
	place VARCHAR(80) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	channel VARCHAR(32) NOT NULL, 
	name TEXT, 
	room TEXT, 
	phone TEXT, 
	words TEXT, 
	code_hash VARCHAR(32) NOT NULL, 
	same_index VARCHAR(32) NOT NULL, 
	taken_by CHAR(32), 
	asked_at DATETIME NOT NULL, 
	due_at DATETIME NOT NULL, 
	resident_id CHAR(32), 
	checked_at DATETIME, 
	checked_by CHAR(32), 
	check_way VARCHAR(32), 
	paper VARCHAR(32), 
	proof VARCHAR(32), 
	spoken_hash VARCHAR(32), 
	spoken_until DATETIME, 
	spoken_tries INTEGER NOT NULL, 
	outcome VARCHAR(32), 
	refusal VARCHAR(32), 
	answer TEXT, 
	answered_at DATETIME, 
	answered_by CHAR(32), 
	ready_until DATE, volunteer_id CHAR(32), 
	CONSTRAINT pk_person_request PRIMARY KEY (id), 
	CONSTRAINT ck_person_request_answered CHECK ((outcome IS NULL) = (answered_at IS NULL)), 
	CONSTRAINT fk_person_request_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_person_request_grid_id_unit FOREIGN KEY(grid_id) REFERENCES unit (id), 
	CONSTRAINT fk_person_request_resident_id_resident FOREIGN KEY(resident_id) REFERENCES resident (id), 
	CONSTRAINT uq_person_request_code_hash UNIQUE (code_hash), 
	CONSTRAINT ck_person_request_kind CHECK (kind IN ('see', 'copy', 'correct', 'withdraw', 'erase', 'block', 'relative')), 
	CONSTRAINT ck_person_request_channel CHECK (channel IN ('online', 'counter', 'door')), 
	CONSTRAINT ck_person_request_way CHECK (check_way IN ('paper', 'phone')), 
	CONSTRAINT ck_person_request_paper CHECK (paper IN ('id_card', 'booklet', 'permit', 'passport')), 
	CONSTRAINT ck_person_request_proof CHECK (proof IN ('booklet', 'marriage', 'birth', 'letter')), 
	CONSTRAINT ck_person_request_outcome CHECK (outcome IN ('done', 'part', 'refused')), 
	CONSTRAINT ck_person_request_refusal CHECK (refusal IN ('not_identified', 'must_be_kept', 'law_hides', 'harms_others', 'not_held', 'is_right'))
);
CREATE TABLE person_transfer (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	to_id CHAR(32) NOT NULL, 
	resident_id CHAR(32) NOT NULL, 
	"on" DATE NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	made_at DATETIME NOT NULL, 
	made_by CHAR(32), 
	settled_at DATETIME, 
	settled_by CHAR(32), 
	words VARCHAR(200) NOT NULL, 
	CONSTRAINT pk_person_transfer PRIMARY KEY (id), 
	CONSTRAINT fk_person_transfer_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_person_transfer_resident_id_resident FOREIGN KEY(resident_id) REFERENCES resident (id), 
	CONSTRAINT fk_person_transfer_to_id_unit FOREIGN KEY(to_id) REFERENCES unit (id), 
	CONSTRAINT ck_person_transfer_transfer_state CHECK (state IN ('waiting', 'taken', 'declined', 'withdrawn'))
);
CREATE TABLE photo (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	unit_id CHAR(32) NOT NULL, 
	account_id CHAR(32), 
	subject_kind VARCHAR(40) NOT NULL, 
	subject_id CHAR(32) NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	sha VARCHAR(64), 
	source_sha VARCHAR(64), 
	width INTEGER NOT NULL, 
	height INTEGER NOT NULL, 
	size INTEGER NOT NULL, 
	expected_at DATETIME NOT NULL, 
	kept_at DATETIME, 
	why VARCHAR(200) NOT NULL, 
	CONSTRAINT pk_photo PRIMARY KEY (id), 
	CONSTRAINT fk_photo_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT ck_photo_photo_state CHECK (state IN ('expected', 'kept', 'refused'))
);
CREATE TABLE placement (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	entrance_id CHAR(32) NOT NULL, 
	grid_id CHAR(32) NOT NULL, 
	micro_grid_id CHAR(32), 
	valid_from DATE NOT NULL, 
	valid_to DATE, 
	order_id CHAR(32), 
	CONSTRAINT pk_placement PRIMARY KEY (id), 
	CONSTRAINT ck_placement_dates CHECK (valid_to IS NULL OR valid_to >= valid_from), 
	CONSTRAINT fk_placement_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_placement_entrance_id_entrance FOREIGN KEY(entrance_id) REFERENCES entrance (id), 
	CONSTRAINT fk_placement_grid_id_unit FOREIGN KEY(grid_id) REFERENCES unit (id), 
	CONSTRAINT fk_placement_micro_grid_id_unit FOREIGN KEY(micro_grid_id) REFERENCES unit (id), 
	CONSTRAINT fk_placement_order_id_change_order FOREIGN KEY(order_id) REFERENCES change_order (id), 
	CONSTRAINT uq_placement_community_id_entrance_id_valid_from UNIQUE (community_id, entrance_id, valid_from)
);
CREATE TABLE plan_mark (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	photo_id CHAR(32) NOT NULL, 
	building_id CHAR(32) NOT NULL, 
	x INTEGER NOT NULL, 
	y INTEGER NOT NULL, 
	placed_by CHAR(32), 
	placed_at DATETIME NOT NULL, 
	CONSTRAINT pk_plan_mark PRIMARY KEY (id), 
	CONSTRAINT ck_plan_mark_on_the_picture CHECK (x BETWEEN 0 AND 1000 AND y BETWEEN 0 AND 1000), 
	CONSTRAINT fk_plan_mark_building_id_building FOREIGN KEY(building_id) REFERENCES building (id), 
	CONSTRAINT fk_plan_mark_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_plan_mark_photo_id_photo FOREIGN KEY(photo_id) REFERENCES photo (id), 
	CONSTRAINT uq_plan_mark_photo_id_building_id UNIQUE (photo_id, building_id)
);
CREATE TABLE points_lot (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	passbook_id CHAR(32) NOT NULL, 
	entry_id CHAR(32) NOT NULL, 
	born_on DATE NOT NULL, 
	expires_on DATE NOT NULL, 
	amount INTEGER NOT NULL, 
	remaining INTEGER NOT NULL, 
	held INTEGER NOT NULL, 
	CONSTRAINT pk_points_lot PRIMARY KEY (id), 
	CONSTRAINT ck_points_lot_held CHECK (held >= 0), 
	CONSTRAINT ck_points_lot_remaining CHECK (remaining >= 0), 
	CONSTRAINT fk_points_lot_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_points_lot_entry_id_ledger_entry FOREIGN KEY(entry_id) REFERENCES ledger_entry (id), 
	CONSTRAINT fk_points_lot_passbook_id_passbook FOREIGN KEY(passbook_id) REFERENCES passbook (id)
);
CREATE TABLE post (
	id CHAR(32) NOT NULL, 
	account_id CHAR(32) NOT NULL, 
	role VARCHAR(32) NOT NULL, 
	unit_id CHAR(32) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	covers_id CHAR(32), 
	valid_from DATE NOT NULL, 
	valid_to DATE, 
	document VARCHAR(120) NOT NULL, 
	CONSTRAINT pk_post PRIMARY KEY (id), 
	CONSTRAINT fk_post_account_id_account FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT fk_post_covers_id_post FOREIGN KEY(covers_id) REFERENCES post (id), 
	CONSTRAINT fk_post_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT ck_post_role CHECK (role IN ('grid_worker', 'micro_head', 'liaison', 'host', 'street', 'district', 'volunteer', 'counter', 'judge', 'auditor')), 
	CONSTRAINT ck_post_post_kind CHECK (kind IN ('main', 'cover', 'acting'))
);
INSERT INTO "post" VALUES('01a230372ef77d09a627141b809856fb','01a230372eef7f7eb9b6bc3bbfb6f5af','grid_worker','01a230372c54740bbedb6323491380aa','main',NULL,'2025-01-01',NULL,'');
INSERT INTO "post" VALUES('01a230372ef97ecb92e46f63312e45d4','01a230372ef9775189a4dca2317b8fd3','grid_worker','01a230372c547b1c9fb197c26be9d331','main',NULL,'2025-01-01',NULL,'');
INSERT INTO "post" VALUES('01a230372efb717b974547465d9486fc','01a230372efa7adcbee54a7ad3c9b8fc','host','01a230372c537dc2bf814878b252a68c','main',NULL,'2025-01-01',NULL,'');
INSERT INTO "post" VALUES('01a230372efc736f8929c37f78372752','01a230372efb7cbe91c3a39a70f2538f','volunteer','01a230372c537dc2bf814878b252a68c','main',NULL,'2025-01-01',NULL,'');
INSERT INTO "post" VALUES('01a230372efd7538b9ceb9014b2a85a4','01a230372efc7f069c80fda4fdf3154e','street','01a230372c5375d1852b51fd9be3291c','main',NULL,'2025-01-01',NULL,'');
INSERT INTO "post" VALUES('01a230372efe768282dd3955d18e8d51','01a230372efe703b895a03c001e146c0','district','01a230372c4f700e9be5637dbbd3d60b','main',NULL,'2025-01-01',NULL,'');
INSERT INTO "post" VALUES('01a230372eff76e6b9430426e2ecbd93','01a230372eff70f29367c4c739fa7ea2','counter','01a230372c537dc2bf814878b252a68c','main',NULL,'2025-01-01',NULL,'');
INSERT INTO "post" VALUES('01a230372f0076fd9abd6ff7af1f0f89','01a230372f00711faf339143dbe9f7d8','judge','01a230372c4f700e9be5637dbbd3d60b','main',NULL,'2025-01-01',NULL,'');
INSERT INTO "post" VALUES('01a230372f01777888b4df111083610e','01a230372f0171ae8995c31911a43346','auditor','01a230372c4f700e9be5637dbbd3d60b','main',NULL,'2025-01-01',NULL,'');
INSERT INTO "post" VALUES('01a230372f0276fdba360515cef9b676','01a230372f02713ea58c89eb785a3f15','micro_head','01a230372c5570e3bd136c5bfb717739','main',NULL,'2025-01-01',NULL,'');
INSERT INTO "post" VALUES('01a230372f0376329f2487482a76bb0f','01a230372f0370959ac444dd6ca2a22a','liaison','01a230372c54740bbedb6323491380aa','main',NULL,'2025-01-01',NULL,'');
INSERT INTO "post" VALUES('01a230372f04762fb5052c6bfbf2b12b','01a230372f037fd6b6af7942a6874f4d','grid_worker','01a230372c56713d9b7ef766546ba099','main',NULL,'2025-01-01',NULL,'');
INSERT INTO "post" VALUES('01a230372f05763fa6e6e65ed4fbce89','01a230372f057094a280acf8242e9c13','host','01a230372c557b4dbec24e61680ebd02','main',NULL,'2025-01-01',NULL,'');
CREATE TABLE posting (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	entry_id CHAR(32) NOT NULL, 
	account VARCHAR(32) NOT NULL, 
	passbook_id CHAR(32), 
	lot_id CHAR(32), 
	amount INTEGER NOT NULL, 
	CONSTRAINT pk_posting PRIMARY KEY (id), 
	CONSTRAINT ck_posting_owner CHECK ((account IN ('available', 'held', 'debt')) = (passbook_id IS NOT NULL)), 
	CONSTRAINT ck_posting_amount CHECK (amount <> 0), 
	CONSTRAINT fk_posting_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_posting_entry_id_ledger_entry FOREIGN KEY(entry_id) REFERENCES ledger_entry (id), 
	CONSTRAINT fk_posting_lot_id_points_lot FOREIGN KEY(lot_id) REFERENCES points_lot (id), 
	CONSTRAINT fk_posting_passbook_id_passbook FOREIGN KEY(passbook_id) REFERENCES passbook (id), 
	CONSTRAINT ck_posting_ledger_account CHECK (account IN ('available', 'held', 'debt', 'issued', 'redeemed', 'expired', 'correction', 'donated', 'moved'))
);
CREATE TABLE promise (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	series_id CHAR(32) NOT NULL, 
	meeting_id CHAR(32) NOT NULL, 
	case_id CHAR(32), 
	number VARCHAR(20) NOT NULL, 
	decided_on DATE NOT NULL, 
	asked VARCHAR(120) NOT NULL, 
	households INTEGER NOT NULL, 
	deed VARCHAR(300) NOT NULL, 
	quantity INTEGER, 
	unit VARCHAR(4) NOT NULL, 
	owner_id CHAR(32) NOT NULL, 
	owner_role VARCHAR(60) NOT NULL, 
	contact TEXT, 
	watcher_id CHAR(32) NOT NULL, 
	supervisor_id CHAR(32) NOT NULL, 
	verifier_id CHAR(32) NOT NULL, 
	first_due DATE NOT NULL, 
	due DATE NOT NULL, 
	acceptance VARCHAR(200) NOT NULL, 
	funding VARCHAR(200) NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	blocked_by VARCHAR(200) NOT NULL, 
	review_month VARCHAR(7) NOT NULL, 
	opened_at DATETIME NOT NULL, 
	moved_at DATETIME NOT NULL, 
	done_on DATE, 
	reopened INTEGER NOT NULL, 
	extended INTEGER NOT NULL, 
	CONSTRAINT pk_promise PRIMARY KEY (id), 
	CONSTRAINT ck_promise_due_not_earlier CHECK (due >= first_due), 
	CONSTRAINT ck_promise_other_verifier CHECK (verifier_id <> owner_id), 
	CONSTRAINT fk_promise_case_id_grid_case FOREIGN KEY(case_id) REFERENCES grid_case (id), 
	CONSTRAINT fk_promise_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_promise_meeting_id_council_meeting FOREIGN KEY(meeting_id) REFERENCES council_meeting (id), 
	CONSTRAINT fk_promise_owner_id_party FOREIGN KEY(owner_id) REFERENCES party (id), 
	CONSTRAINT fk_promise_series_id_council_series FOREIGN KEY(series_id) REFERENCES council_series (id), 
	CONSTRAINT fk_promise_supervisor_id_party FOREIGN KEY(supervisor_id) REFERENCES party (id), 
	CONSTRAINT fk_promise_verifier_id_party FOREIGN KEY(verifier_id) REFERENCES party (id), 
	CONSTRAINT fk_promise_watcher_id_party FOREIGN KEY(watcher_id) REFERENCES party (id), 
	CONSTRAINT uq_promise_community_id_number UNIQUE (community_id, number), 
	CONSTRAINT ck_promise_state CHECK (state IN ('unconfirmed', 'active', 'checking', 'rework', 'done', 'parked', 'ended'))
);
CREATE TABLE promise_extension (
	id CHAR(32) NOT NULL, 
	promise_id CHAR(32) NOT NULL, 
	delay VARCHAR(32) NOT NULL, 
	reason VARCHAR(300) NOT NULL, 
	old_due DATE NOT NULL, 
	new_due DATE NOT NULL, 
	asked_at DATETIME NOT NULL, 
	asked_by CHAR(32), 
	decided_at DATETIME, 
	decided_by CHAR(32), 
	granted BOOLEAN, 
	answer VARCHAR(200) NOT NULL, 
	needs_council BOOLEAN NOT NULL, community_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_promise_extension PRIMARY KEY (id), 
	CONSTRAINT fk_promise_extension_promise_id_promise FOREIGN KEY(promise_id) REFERENCES promise (id), 
	CONSTRAINT ck_promise_extension_delay CHECK (delay IN ('weather', 'materials', 'money', 'consent', 'department', 'other'))
);
CREATE TABLE promise_link (
	id CHAR(32) NOT NULL, 
	promise_id CHAR(32) NOT NULL, 
	token_hash VARCHAR(64) NOT NULL, 
	purpose VARCHAR(32) NOT NULL, 
	sent_to VARCHAR(80) NOT NULL, 
	made_at DATETIME NOT NULL, 
	ends_at DATETIME NOT NULL, 
	used_at DATETIME, community_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_promise_link PRIMARY KEY (id), 
	CONSTRAINT fk_promise_link_promise_id_promise FOREIGN KEY(promise_id) REFERENCES promise (id), 
	CONSTRAINT uq_promise_link_token_hash UNIQUE (token_hash), 
	CONSTRAINT ck_promise_link_act CHECK (purpose IN ('open', 'confirm', 'decline', 'progress', 'report', 'pass', 'send_back', 'reopen', 'transfer', 'park', 'resume', 'end', 'block', 'nudge', 'keep'))
);
CREATE TABLE promise_parking (
	id CHAR(32) NOT NULL, 
	promise_id CHAR(32) NOT NULL, 
	review_month VARCHAR(7) NOT NULL, 
	reason VARCHAR(300) NOT NULL, 
	asked_at DATETIME NOT NULL, 
	asked_by CHAR(32) NOT NULL, 
	decided_at DATETIME, 
	decided_by CHAR(32), 
	granted BOOLEAN, 
	answer VARCHAR(200) NOT NULL, community_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_promise_parking PRIMARY KEY (id), 
	CONSTRAINT fk_promise_parking_promise_id_promise FOREIGN KEY(promise_id) REFERENCES promise (id)
);
CREATE TABLE promise_part (
	id CHAR(32) NOT NULL, 
	promise_id CHAR(32) NOT NULL, 
	building_id CHAR(32), 
	position INTEGER NOT NULL, 
	place VARCHAR(60) NOT NULL, community_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_promise_part PRIMARY KEY (id), 
	CONSTRAINT fk_promise_part_building_id_building FOREIGN KEY(building_id) REFERENCES building (id), 
	CONSTRAINT fk_promise_part_promise_id_promise FOREIGN KEY(promise_id) REFERENCES promise (id), 
	CONSTRAINT uq_promise_part_promise_id_position UNIQUE (promise_id, position)
);
CREATE TABLE promise_reminder (
	id CHAR(32) NOT NULL, 
	promise_id CHAR(32) NOT NULL, 
	rung VARCHAR(32) NOT NULL, 
	for_due DATE NOT NULL, 
	number VARCHAR(40) NOT NULL, 
	to_id CHAR(32) NOT NULL, 
	words VARCHAR(300) NOT NULL, 
	at DATETIME NOT NULL, 
	made_by CHAR(32), 
	answered_at DATETIME, 
	answer VARCHAR(300) NOT NULL, community_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_promise_reminder PRIMARY KEY (id), 
	CONSTRAINT fk_promise_reminder_promise_id_promise FOREIGN KEY(promise_id) REFERENCES promise (id), 
	CONSTRAINT fk_promise_reminder_to_id_party FOREIGN KEY(to_id) REFERENCES party (id), 
	CONSTRAINT uq_promise_reminder_promise_id_rung_for_due UNIQUE (promise_id, rung, for_due), 
	CONSTRAINT ck_promise_reminder_rung CHECK (rung IN ('soon', 'today', 'nudge', 'order', 'council', 'street', 'silence'))
);
CREATE TABLE promise_step (
	id CHAR(32) NOT NULL, 
	promise_id CHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	act VARCHAR(32) NOT NULL, 
	"before" VARCHAR(20) NOT NULL, 
	"after" VARCHAR(20) NOT NULL, 
	by_id CHAR(32), 
	by_words VARCHAR(80) NOT NULL, 
	way VARCHAR(32), 
	note VARCHAR(500) NOT NULL, 
	photo_id CHAR(32), 
	photo_before_id CHAR(32), 
	witnesses VARCHAR(120) NOT NULL, community_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_promise_step PRIMARY KEY (id), 
	CONSTRAINT fk_promise_step_promise_id_promise FOREIGN KEY(promise_id) REFERENCES promise (id), 
	CONSTRAINT ck_promise_step_act CHECK (act IN ('open', 'confirm', 'decline', 'progress', 'report', 'pass', 'send_back', 'reopen', 'transfer', 'park', 'resume', 'end', 'block', 'nudge', 'keep')), 
	CONSTRAINT ck_promise_step_way CHECK (way IN ('link', 'paper', 'phone', 'account', 'room'))
);
CREATE TABLE proof (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	milliseconds INTEGER NOT NULL, 
	figures JSON NOT NULL, 
	faults JSON NOT NULL, 
	CONSTRAINT pk_proof PRIMARY KEY (id), 
	CONSTRAINT fk_proof_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id)
);
CREATE TABLE provider_link (
	id CHAR(32) NOT NULL, 
	account_id CHAR(32) NOT NULL, 
	provider VARCHAR(200) NOT NULL, 
	subject VARCHAR(255) NOT NULL, 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_provider_link PRIMARY KEY (id), 
	CONSTRAINT fk_provider_link_account_id_account FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT uq_provider_link_provider_account_id UNIQUE (provider, account_id), 
	CONSTRAINT uq_provider_link_provider_subject UNIQUE (provider, subject)
);
CREATE TABLE public_notice (
	id CHAR(32) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	subject_id CHAR(32) NOT NULL, 
	unit_id CHAR(32) NOT NULL, 
	title VARCHAR(80) NOT NULL, 
	basis VARCHAR(200) NOT NULL, 
	content JSON NOT NULL, 
	content_hash VARCHAR(64) NOT NULL, 
	days INTEGER NOT NULL, 
	starts_on DATE NOT NULL, 
	ends_on DATE NOT NULL, 
	put_up_by CHAR(32), 
	closed_at DATETIME, 
	result VARCHAR(80) NOT NULL, 
	CONSTRAINT pk_public_notice PRIMARY KEY (id), 
	CONSTRAINT ck_public_notice_days CHECK (days >= 5), 
	CONSTRAINT ck_public_notice_dates CHECK (ends_on > starts_on), 
	CONSTRAINT fk_public_notice_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_public_notice_kind_subject_id UNIQUE (kind, subject_id), 
	CONSTRAINT ck_public_notice_notice_kind CHECK (kind IN ('stars', 'contest'))
);
CREATE TABLE qualification (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	volunteer_id CHAR(32) NOT NULL, 
	skill VARCHAR(32) NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	number TEXT, 
	issuer VARCHAR(80) NOT NULL, 
	valid_to DATE, 
	checked_by CHAR(32), 
	checked_on DATE, 
	CONSTRAINT pk_qualification PRIMARY KEY (id), 
	CONSTRAINT fk_qualification_checked_by_account FOREIGN KEY(checked_by) REFERENCES account (id), 
	CONSTRAINT fk_qualification_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_qualification_volunteer_id_volunteer FOREIGN KEY(volunteer_id) REFERENCES volunteer (id), 
	CONSTRAINT ck_qualification_skill CHECK (skill IN ('law', 'medical', 'repair', 'arts', 'sports', 'tutoring', 'care', 'patrol', 'other'))
);
CREATE TABLE questionnaire (
	id CHAR(32) NOT NULL, 
	unit_id CHAR(32) NOT NULL, 
	form_key VARCHAR(80) NOT NULL, 
	title VARCHAR(120) NOT NULL, 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_questionnaire PRIMARY KEY (id), 
	CONSTRAINT fk_questionnaire_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_questionnaire_unit_id_form_key UNIQUE (unit_id, form_key)
);
CREATE TABLE questionnaire_version (
	id CHAR(32) NOT NULL, 
	questionnaire_id CHAR(32) NOT NULL, 
	number INTEGER NOT NULL, 
	label VARCHAR(40) NOT NULL, 
	compiled JSON NOT NULL, 
	notes JSON NOT NULL, 
	questions INTEGER NOT NULL, 
	held INTEGER NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	made_by CHAR(32), 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_questionnaire_version PRIMARY KEY (id), 
	CONSTRAINT fk_questionnaire_version_questionnaire_id_questionnaire FOREIGN KEY(questionnaire_id) REFERENCES questionnaire (id), 
	CONSTRAINT uq_questionnaire_version_questionnaire_id_number UNIQUE (questionnaire_id, number)
);
CREATE TABLE rating_round (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	rule_set_id CHAR(32) NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	year INTEGER NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	opened_at DATETIME NOT NULL, 
	as_of DATE, 
	frozen_at DATETIME, 
	frozen_hash VARCHAR(64) NOT NULL, 
	decided_at DATETIME, 
	decided_by CHAR(32), 
	decided_on DATE, 
	job_id CHAR(32), 
	CONSTRAINT pk_rating_round PRIMARY KEY (id), 
	CONSTRAINT fk_rating_round_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_rating_round_rule_set_id_star_rule_set FOREIGN KEY(rule_set_id) REFERENCES star_rule_set (id), 
	CONSTRAINT ck_rating_round_round_state CHECK (state IN ('open', 'frozen', 'notice', 'decided', 'issued', 'archived'))
);
CREATE TABLE recovery_code (
	id CHAR(32) NOT NULL, 
	account_id CHAR(32) NOT NULL, 
	code_index VARCHAR(32) NOT NULL, 
	made_at DATETIME NOT NULL, 
	used_at DATETIME, 
	CONSTRAINT pk_recovery_code PRIMARY KEY (id), 
	CONSTRAINT fk_recovery_code_account_id_account FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT uq_recovery_code_account_id_code_index UNIQUE (account_id, code_index)
);
CREATE TABLE recusal (
	id CHAR(32) NOT NULL, 
	line_id CHAR(32) NOT NULL, 
	seat_id CHAR(32) NOT NULL, 
	reason VARCHAR(200) NOT NULL, 
	at DATETIME NOT NULL, 
	made_by CHAR(32), community_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_recusal PRIMARY KEY (id), 
	CONSTRAINT fk_recusal_line_id_agenda_line FOREIGN KEY(line_id) REFERENCES agenda_line (id), 
	CONSTRAINT fk_recusal_seat_id_council_seat FOREIGN KEY(seat_id) REFERENCES council_seat (id)
);
CREATE TABLE redemption_stop (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	reason VARCHAR(300) NOT NULL, 
	made_by CHAR(32), 
	made_at DATETIME NOT NULL, 
	lifted_by CHAR(32), 
	lifted_at DATETIME, 
	CONSTRAINT pk_redemption_stop PRIMARY KEY (id), 
	CONSTRAINT fk_redemption_stop_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id)
);
CREATE TABLE register_upload (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	account_id CHAR(32), 
	kind VARCHAR(20) NOT NULL, 
	filename VARCHAR(120) NOT NULL, 
	row_count INTEGER NOT NULL, 
	heading JSON NOT NULL, 
	problem_count INTEGER NOT NULL, 
	content TEXT, 
	report TEXT, 
	job_id CHAR(32), 
	made_at DATETIME NOT NULL, 
	imported_at DATETIME, journal TEXT, returned_at DATETIME, returned_by CHAR(32), 
	CONSTRAINT pk_register_upload PRIMARY KEY (id), 
	CONSTRAINT fk_register_upload_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id)
);
CREATE TABLE resident (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	grid_id CHAR(32) NOT NULL, 
	household_id CHAR(32), 
	party_id CHAR(32), 
	name VARCHAR(120) NOT NULL, 
	pinyin VARCHAR(120) NOT NULL, 
	initials VARCHAR(120) NOT NULL, 
	sex VARCHAR(32) NOT NULL, 
	born_on DATE, 
	phone TEXT, 
	phone_index VARCHAR(32), 
	phone_tail_index VARCHAR(32), 
	id_number TEXT, 
	id_number_index VARCHAR(32), 
	health TEXT, 
	political TEXT, 
	work VARCHAR(80) NOT NULL, 
	left_on DATE, 
	died_on DATE, 
	version INTEGER NOT NULL, 
	changed_at DATETIME NOT NULL, blocked_at DATETIME, erased VARCHAR(80) DEFAULT '' NOT NULL, 
	CONSTRAINT pk_resident PRIMARY KEY (id), 
	CONSTRAINT fk_resident_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_resident_grid_id_unit FOREIGN KEY(grid_id) REFERENCES unit (id), 
	CONSTRAINT fk_resident_household_id_household FOREIGN KEY(household_id) REFERENCES household (id), 
	CONSTRAINT fk_resident_party_id_party FOREIGN KEY(party_id) REFERENCES party (id), 
	CONSTRAINT ck_resident_sex CHECK (sex IN ('female', 'male', 'unknown'))
);
CREATE TABLE resolution (
	id CHAR(32) NOT NULL, 
	meeting_id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	line_id CHAR(32) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	deed VARCHAR(300) NOT NULL, 
	owner_id CHAR(32), 
	watcher_id CHAR(32), 
	verifier_id CHAR(32), 
	deadline DATE, 
	quantity INTEGER, 
	unit VARCHAR(4) NOT NULL, 
	each_building INTEGER, 
	acceptance VARCHAR(200) NOT NULL, 
	funding VARCHAR(200) NOT NULL, 
	later_month VARCHAR(7) NOT NULL, 
	flags JSON NOT NULL, 
	present INTEGER NOT NULL, 
	needed INTEGER NOT NULL, 
	number INTEGER, 
	promise_id CHAR(32), 
	typed_at DATETIME NOT NULL, 
	received_at DATETIME NOT NULL, 
	typed_by CHAR(32), 
	final_at DATETIME, 
	withdrawn_at DATETIME, 
	withdrawn_by CHAR(32), 
	CONSTRAINT pk_resolution PRIMARY KEY (id), 
	CONSTRAINT fk_resolution_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_resolution_line_id_agenda_line FOREIGN KEY(line_id) REFERENCES agenda_line (id), 
	CONSTRAINT fk_resolution_meeting_id_council_meeting FOREIGN KEY(meeting_id) REFERENCES council_meeting (id), 
	CONSTRAINT fk_resolution_owner_id_party FOREIGN KEY(owner_id) REFERENCES party (id), 
	CONSTRAINT fk_resolution_promise_id_promise FOREIGN KEY(promise_id) REFERENCES promise (id), 
	CONSTRAINT fk_resolution_verifier_id_party FOREIGN KEY(verifier_id) REFERENCES party (id), 
	CONSTRAINT fk_resolution_watcher_id_party FOREIGN KEY(watcher_id) REFERENCES party (id), 
	CONSTRAINT ck_resolution_resolution_kind CHECK (kind IN ('act', 'tell', 'refer', 'covenant', 'later', 'note'))
);
CREATE TABLE restore_drill (
	id CHAR(32) NOT NULL, 
	made_at DATETIME NOT NULL, 
	made_by CHAR(32), 
	file VARCHAR(120) NOT NULL, 
	milliseconds INTEGER NOT NULL, 
	is_good BOOLEAN NOT NULL, 
	findings JSON NOT NULL, 
	lost JSON NOT NULL, 
	phones JSON NOT NULL, 
	CONSTRAINT pk_restore_drill PRIMARY KEY (id)
);
CREATE TABLE revisit (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	grid_id CHAR(32) NOT NULL, 
	household_id CHAR(32) NOT NULL, 
	visit_id CHAR(32) NOT NULL, 
	misses INTEGER NOT NULL, 
	method VARCHAR(32) NOT NULL, 
	slot VARCHAR(32), 
	due_on DATE NOT NULL, 
	made_at DATETIME NOT NULL, 
	closed_at DATETIME, 
	closed_by CHAR(32), 
	answer VARCHAR(32), 
	answered_at DATETIME, 
	answered_by CHAR(32), 
	CONSTRAINT pk_revisit PRIMARY KEY (id), 
	CONSTRAINT fk_revisit_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_revisit_grid_id_unit FOREIGN KEY(grid_id) REFERENCES unit (id), 
	CONSTRAINT fk_revisit_household_id_household FOREIGN KEY(household_id) REFERENCES household (id), 
	CONSTRAINT fk_revisit_visit_id_visit FOREIGN KEY(visit_id) REFERENCES visit (id), 
	CONSTRAINT uq_revisit_community_id_visit_id UNIQUE (community_id, visit_id), 
	CONSTRAINT ck_revisit_method CHECK (method IN ('door', 'phone', 'note', 'micro_head')), 
	CONSTRAINT ck_revisit_slot CHECK (slot IN ('morning', 'afternoon', 'evening', 'weekend')), 
	CONSTRAINT ck_revisit_head_answer CHECK (answer IN ('met', 'not_met', 'moved'))
);
CREATE TABLE round_entry (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	round_id CHAR(32) NOT NULL, 
	volunteer_id CHAR(32) NOT NULL, 
	party_id CHAR(32) NOT NULL, 
	number VARCHAR(20) NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	since DATE NOT NULL, 
	minutes INTEGER NOT NULL, 
	months INTEGER NOT NULL, 
	star INTEGER NOT NULL, 
	had_star INTEGER NOT NULL, 
	proposed INTEGER NOT NULL, 
	steadiness VARCHAR(200) NOT NULL, 
	quality VARCHAR(200) NOT NULL, 
	neighbours VARCHAR(200) NOT NULL, 
	has_complaint BOOLEAN NOT NULL, 
	reason VARCHAR(300) NOT NULL, 
	may_name BOOLEAN NOT NULL, 
	CONSTRAINT pk_round_entry PRIMARY KEY (id), 
	CONSTRAINT fk_round_entry_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_round_entry_party_id_party FOREIGN KEY(party_id) REFERENCES party (id), 
	CONSTRAINT fk_round_entry_round_id_rating_round FOREIGN KEY(round_id) REFERENCES rating_round (id), 
	CONSTRAINT fk_round_entry_volunteer_id_volunteer FOREIGN KEY(volunteer_id) REFERENCES volunteer (id), 
	CONSTRAINT uq_round_entry_round_id_volunteer_id UNIQUE (round_id, volunteer_id)
);
CREATE TABLE saved_view (
	id CHAR(32) NOT NULL, 
	account_id CHAR(32) NOT NULL, 
	list_name VARCHAR(40) NOT NULL, 
	title VARCHAR(30) NOT NULL, 
	"query" VARCHAR(1000) NOT NULL, 
	shared_unit_id CHAR(32), 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_saved_view PRIMARY KEY (id), 
	CONSTRAINT fk_saved_view_account_id_account FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT fk_saved_view_shared_unit_id_unit FOREIGN KEY(shared_unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_saved_view_account_id_list_name_title UNIQUE (account_id, list_name, title)
);
CREATE TABLE score_appeal (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	period_id CHAR(32) NOT NULL, 
	party_id CHAR(32) NOT NULL, 
	words TEXT NOT NULL, 
	filed_at DATETIME NOT NULL, 
	finding VARCHAR(32), 
	points INTEGER, 
	answer TEXT NOT NULL, 
	decided_by CHAR(32), 
	decided_at DATETIME, 
	CONSTRAINT pk_score_appeal PRIMARY KEY (id), 
	CONSTRAINT fk_score_appeal_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_score_appeal_party_id_party FOREIGN KEY(party_id) REFERENCES party (id), 
	CONSTRAINT fk_score_appeal_period_id_score_period FOREIGN KEY(period_id) REFERENCES score_period (id), 
	CONSTRAINT ck_score_appeal_appeal_finding CHECK (finding IN ('upheld', 'dismissed'))
);
CREATE TABLE score_check (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	period_id CHAR(32) NOT NULL, 
	entry_id CHAR(32) NOT NULL, 
	cause VARCHAR(32) NOT NULL, 
	holds BOOLEAN, 
	words VARCHAR(200) NOT NULL, 
	looked_by CHAR(32), 
	looked_at DATETIME, 
	CONSTRAINT pk_score_check PRIMARY KEY (id), 
	CONSTRAINT fk_score_check_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_score_check_entry_id_score_entry FOREIGN KEY(entry_id) REFERENCES score_entry (id), 
	CONSTRAINT fk_score_check_period_id_score_period FOREIGN KEY(period_id) REFERENCES score_period (id), 
	CONSTRAINT uq_score_check_entry_id UNIQUE (entry_id), 
	CONSTRAINT ck_score_check_check_cause CHECK (cause IN ('chance', 'outlier'))
);
CREATE TABLE score_entry (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	grid_id CHAR(32) NOT NULL, 
	party_id CHAR(32), 
	month DATE NOT NULL, 
	deed VARCHAR(32) NOT NULL, 
	points INTEGER NOT NULL, 
	cause VARCHAR(120) NOT NULL, 
	source_id CHAR(32) NOT NULL, 
	source_url VARCHAR(200) NOT NULL, 
	place VARCHAR(80) NOT NULL, 
	sentence VARCHAR(200) NOT NULL, 
	rule_id CHAR(32), 
	takes_back_id CHAR(32), 
	happened_on DATE NOT NULL, 
	earned_at DATETIME NOT NULL, 
	CONSTRAINT pk_score_entry PRIMARY KEY (id), 
	CONSTRAINT ck_score_entry_sign CHECK ((takes_back_id IS NULL) = (points >= 0)), 
	CONSTRAINT fk_score_entry_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_score_entry_grid_id_unit FOREIGN KEY(grid_id) REFERENCES unit (id), 
	CONSTRAINT fk_score_entry_party_id_party FOREIGN KEY(party_id) REFERENCES party (id), 
	CONSTRAINT fk_score_entry_rule_id_score_rule FOREIGN KEY(rule_id) REFERENCES score_rule (id), 
	CONSTRAINT fk_score_entry_takes_back_id_score_entry FOREIGN KEY(takes_back_id) REFERENCES score_entry (id), 
	CONSTRAINT uq_score_entry_community_id_cause UNIQUE (community_id, cause), 
	CONSTRAINT uq_score_entry_takes_back_id UNIQUE (takes_back_id), 
	CONSTRAINT ck_score_entry_deed CHECK (deed IN ('reported', 'solved', 'together', 'quiet', 'need_met', 'task_done'))
);
CREATE TABLE score_period (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	month DATE NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	checked_at DATETIME, 
	checked_by CHAR(32), 
	appeals_until DATE, 
	confirmed_at DATETIME, 
	confirmed_by CHAR(32), 
	locked_at DATETIME, 
	CONSTRAINT pk_score_period PRIMARY KEY (id), 
	CONSTRAINT fk_score_period_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT uq_score_period_community_id_month UNIQUE (community_id, month), 
	CONSTRAINT ck_score_period_period_state CHECK (state IN ('open', 'checking', 'appeals', 'confirmed', 'locked'))
);
CREATE TABLE score_result (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	period_id CHAR(32) NOT NULL, 
	party_id CHAR(32) NOT NULL, 
	grid_id CHAR(32) NOT NULL, 
	points INTEGER NOT NULL, 
	days_held INTEGER NOT NULL, 
	days INTEGER NOT NULL, 
	confirmed_by CHAR(32) NOT NULL, 
	confirmed_at DATETIME NOT NULL, 
	CONSTRAINT pk_score_result PRIMARY KEY (id), 
	CONSTRAINT fk_score_result_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_score_result_grid_id_unit FOREIGN KEY(grid_id) REFERENCES unit (id), 
	CONSTRAINT fk_score_result_party_id_party FOREIGN KEY(party_id) REFERENCES party (id), 
	CONSTRAINT fk_score_result_period_id_score_period FOREIGN KEY(period_id) REFERENCES score_period (id), 
	CONSTRAINT uq_score_result_period_id_party_id_grid_id UNIQUE (period_id, party_id, grid_id)
);
CREATE TABLE score_rule (
	id CHAR(32) NOT NULL, 
	deed VARCHAR(32) NOT NULL, 
	points INTEGER NOT NULL, 
	first_share INTEGER NOT NULL, 
	day_cap INTEGER, 
	document VARCHAR(120) NOT NULL, 
	valid_from DATE NOT NULL, 
	made_by CHAR(32), 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_score_rule PRIMARY KEY (id), 
	CONSTRAINT ck_score_rule_points CHECK (points >= 0 AND first_share >= 0 AND first_share <= points), 
	CONSTRAINT uq_score_rule_deed_valid_from UNIQUE (deed, valid_from), 
	CONSTRAINT ck_score_rule_deed CHECK (deed IN ('reported', 'solved', 'together', 'quiet', 'need_met', 'task_done'))
);
CREATE TABLE score_sheet (
	id CHAR(32) NOT NULL, 
	contest_id CHAR(32) NOT NULL, 
	stage_id CHAR(32) NOT NULL, 
	judge_id CHAR(32) NOT NULL, 
	nomination_id CHAR(32) NOT NULL, 
	scores JSON NOT NULL, 
	comment VARCHAR(300) NOT NULL, 
	locked_at DATETIME, community_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_score_sheet PRIMARY KEY (id), 
	CONSTRAINT fk_score_sheet_contest_id_contest FOREIGN KEY(contest_id) REFERENCES contest (id), 
	CONSTRAINT fk_score_sheet_judge_id_contest_judge FOREIGN KEY(judge_id) REFERENCES contest_judge (id), 
	CONSTRAINT fk_score_sheet_nomination_id_nomination FOREIGN KEY(nomination_id) REFERENCES nomination (id), 
	CONSTRAINT fk_score_sheet_stage_id_contest_stage FOREIGN KEY(stage_id) REFERENCES contest_stage (id), 
	CONSTRAINT uq_score_sheet_stage_id_judge_id_nomination_id UNIQUE (stage_id, judge_id, nomination_id)
);
CREATE TABLE "setting_change" (
	id CHAR(32) NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	value JSON, 
	secret TEXT, 
	made_at DATETIME NOT NULL, 
	made_by CHAR(32), 
	document VARCHAR(120) NOT NULL, 
	CONSTRAINT pk_setting_change PRIMARY KEY (id)
);
CREATE TABLE setup_code (
	id CHAR(32) NOT NULL, 
	code_hash VARCHAR(64) NOT NULL, 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_setup_code PRIMARY KEY (id)
);
CREATE TABLE shift (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	activity_id CHAR(32) NOT NULL, 
	starts_at DATETIME NOT NULL, 
	ends_at DATETIME NOT NULL, 
	places INTEGER NOT NULL, 
	served INTEGER, 
	CONSTRAINT pk_shift PRIMARY KEY (id), 
	CONSTRAINT ck_shift_times CHECK (ends_at > starts_at), 
	CONSTRAINT ck_shift_places CHECK (places > 0), 
	CONSTRAINT fk_shift_activity_id_activity FOREIGN KEY(activity_id) REFERENCES activity (id), 
	CONSTRAINT fk_shift_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id)
);
CREATE TABLE shop_order (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	passbook_id CHAR(32) NOT NULL, 
	party_id CHAR(32) NOT NULL, 
	entry_id CHAR(32) NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	code VARCHAR(8) NOT NULL, 
	total INTEGER NOT NULL, 
	hold_until DATE NOT NULL, 
	at DATETIME NOT NULL, 
	placed_by CHAR(32) NOT NULL, 
	ended_at DATETIME, 
	ended_by CHAR(32), 
	proxy_name TEXT, 
	CONSTRAINT pk_shop_order PRIMARY KEY (id), 
	CONSTRAINT ck_shop_order_total CHECK (total > 0), 
	CONSTRAINT fk_shop_order_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_shop_order_entry_id_ledger_entry FOREIGN KEY(entry_id) REFERENCES ledger_entry (id), 
	CONSTRAINT fk_shop_order_party_id_party FOREIGN KEY(party_id) REFERENCES party (id), 
	CONSTRAINT fk_shop_order_passbook_id_passbook FOREIGN KEY(passbook_id) REFERENCES passbook (id), 
	CONSTRAINT ck_shop_order_order_state CHECK (state IN ('ready', 'collected', 'cancelled', 'lapsed', 'returned'))
);
CREATE TABLE shop_order_line (
	id CHAR(32) NOT NULL, 
	order_id CHAR(32) NOT NULL, 
	goods_id CHAR(32) NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	measure VARCHAR(8) NOT NULL, 
	quantity INTEGER NOT NULL, 
	points_each INTEGER NOT NULL, community_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_shop_order_line PRIMARY KEY (id), 
	CONSTRAINT ck_shop_order_line_quantity CHECK (quantity > 0), 
	CONSTRAINT fk_shop_order_line_goods_id_goods FOREIGN KEY(goods_id) REFERENCES goods (id), 
	CONSTRAINT fk_shop_order_line_order_id_shop_order FOREIGN KEY(order_id) REFERENCES shop_order (id), 
	CONSTRAINT uq_shop_order_line_order_id_goods_id UNIQUE (order_id, goods_id)
);
CREATE TABLE sign_in (
	id CHAR(32) NOT NULL, 
	account_id CHAR(32) NOT NULL, 
	token_hash VARCHAR(64) NOT NULL, 
	device VARCHAR(80) NOT NULL, 
	shared BOOLEAN NOT NULL, 
	started_at DATETIME NOT NULL, 
	seen_at DATETIME NOT NULL, 
	proved_at DATETIME, 
	ends_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	CONSTRAINT pk_sign_in PRIMARY KEY (id), 
	CONSTRAINT fk_sign_in_account_id_account FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT uq_sign_in_token_hash UNIQUE (token_hash)
);
CREATE TABLE sign_up (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	shift_id CHAR(32) NOT NULL, 
	volunteer_id CHAR(32) NOT NULL, 
	place VARCHAR(32) NOT NULL, 
	since DATETIME NOT NULL, 
	CONSTRAINT pk_sign_up PRIMARY KEY (id), 
	CONSTRAINT fk_sign_up_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_sign_up_shift_id_shift FOREIGN KEY(shift_id) REFERENCES shift (id), 
	CONSTRAINT fk_sign_up_volunteer_id_volunteer FOREIGN KEY(volunteer_id) REFERENCES volunteer (id), 
	CONSTRAINT uq_sign_up_shift_id_volunteer_id UNIQUE (shift_id, volunteer_id), 
	CONSTRAINT ck_sign_up_place CHECK (place IN ('going', 'waiting', 'withdrawn'))
);
CREATE TABLE star_application (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	entry_id CHAR(32) NOT NULL, 
	star INTEGER NOT NULL, 
	body VARCHAR(32) NOT NULL, 
	sent_on DATE, 
	document VARCHAR(80) NOT NULL, 
	CONSTRAINT pk_star_application PRIMARY KEY (id), 
	CONSTRAINT fk_star_application_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_star_application_entry_id_round_entry FOREIGN KEY(entry_id) REFERENCES round_entry (id), 
	CONSTRAINT uq_star_application_entry_id UNIQUE (entry_id), 
	CONSTRAINT ck_star_application_body CHECK (body IN ('community', 'street', 'district', 'city', 'province'))
);
CREATE TABLE star_rule_set (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32), 
	name VARCHAR(80) NOT NULL, 
	document VARCHAR(80) NOT NULL, 
	track VARCHAR(32) NOT NULL, 
	steps JSON NOT NULL, 
	least_months INTEGER NOT NULL, 
	once_a_year BOOLEAN NOT NULL, 
	notice_days INTEGER NOT NULL, 
	appeal_days INTEGER NOT NULL, 
	valid_from DATE NOT NULL, 
	valid_to DATE, 
	made_by CHAR(32), 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_star_rule_set PRIMARY KEY (id), 
	CONSTRAINT ck_star_rule_set_notice CHECK (notice_days >= 5), 
	CONSTRAINT ck_star_rule_set_dates CHECK (valid_to IS NULL OR valid_to >= valid_from), 
	CONSTRAINT fk_star_rule_set_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT ck_star_rule_set_track CHECK (track IN ('hours', 'review'))
);
CREATE TABLE stock_move (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	goods_id CHAR(32) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	"key" VARCHAR(120) NOT NULL, 
	free INTEGER NOT NULL, 
	held INTEGER NOT NULL, 
	allotted INTEGER NOT NULL, 
	donor_id CHAR(32), 
	source VARCHAR(80) NOT NULL, 
	note VARCHAR(200) NOT NULL, 
	made_by CHAR(32), 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_stock_move PRIMARY KEY (id), 
	CONSTRAINT fk_stock_move_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_stock_move_donor_id_party FOREIGN KEY(donor_id) REFERENCES party (id), 
	CONSTRAINT fk_stock_move_goods_id_goods FOREIGN KEY(goods_id) REFERENCES goods (id), 
	CONSTRAINT uq_stock_move_community_id_key UNIQUE (community_id, "key"), 
	CONSTRAINT ck_stock_move_move_kind CHECK (kind IN ('bought', 'donated', 'held', 'freed', 'handed', 'returned', 'spoilt', 'counted', 'allotted', 'sold_offline', 'allotment_back'))
);
CREATE TABLE stocktake (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	begun_at DATETIME NOT NULL, 
	begun_by CHAR(32) NOT NULL, 
	closed_at DATETIME, 
	closed_by CHAR(32), 
	CONSTRAINT pk_stocktake PRIMARY KEY (id), 
	CONSTRAINT fk_stocktake_begun_by_account FOREIGN KEY(begun_by) REFERENCES account (id), 
	CONSTRAINT fk_stocktake_closed_by_account FOREIGN KEY(closed_by) REFERENCES account (id), 
	CONSTRAINT fk_stocktake_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id)
);
CREATE TABLE stocktake_line (
	id CHAR(32) NOT NULL, 
	stocktake_id CHAR(32) NOT NULL, 
	goods_id CHAR(32) NOT NULL, 
	expected INTEGER NOT NULL, 
	counted INTEGER NOT NULL, 
	note VARCHAR(120) NOT NULL, community_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_stocktake_line PRIMARY KEY (id), 
	CONSTRAINT ck_stocktake_line_counted CHECK (counted >= 0), 
	CONSTRAINT fk_stocktake_line_goods_id_goods FOREIGN KEY(goods_id) REFERENCES goods (id), 
	CONSTRAINT fk_stocktake_line_stocktake_id_stocktake FOREIGN KEY(stocktake_id) REFERENCES stocktake (id), 
	CONSTRAINT uq_stocktake_line_stocktake_id_goods_id UNIQUE (stocktake_id, goods_id)
);
CREATE TABLE sync_clash (
	id CHAR(32) NOT NULL, 
	record_id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	unit_id CHAR(32) NOT NULL, 
	subject_kind VARCHAR(40) NOT NULL, 
	subject_id CHAR(32) NOT NULL, 
	line VARCHAR(60) NOT NULL, 
	base TEXT, 
	theirs TEXT, 
	mine TEXT, 
	account_id CHAR(32) NOT NULL, 
	captured_at DATETIME NOT NULL, 
	made_at DATETIME NOT NULL, 
	decided_by CHAR(32), 
	decided_at DATETIME, 
	chose_mine BOOLEAN, 
	CONSTRAINT pk_sync_clash PRIMARY KEY (id), 
	CONSTRAINT fk_sync_clash_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_sync_clash_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_sync_clash_record_id_line UNIQUE (record_id, line)
);
CREATE TABLE sync_epoch (
	id CHAR(32) NOT NULL, 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_sync_epoch PRIMARY KEY (id)
);
CREATE TABLE sync_mirror (
	id CHAR(32) NOT NULL, 
	account_id CHAR(32) NOT NULL, 
	sealed TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_sync_mirror PRIMARY KEY (id), 
	CONSTRAINT fk_sync_mirror_account_id_account FOREIGN KEY(account_id) REFERENCES account (id)
);
CREATE TABLE sync_phone (
	id CHAR(32) NOT NULL, 
	device_id CHAR(32) NOT NULL, 
	account_id CHAR(32) NOT NULL, 
	community_id CHAR(32), 
	unit_id CHAR(32), 
	name VARCHAR(80) NOT NULL, 
	unsent INTEGER NOT NULL, 
	oldest_at DATETIME, 
	seen_at DATETIME NOT NULL, 
	lost_at DATETIME, 
	lost_by CHAR(32), 
	wiped_at DATETIME, 
	CONSTRAINT pk_sync_phone PRIMARY KEY (id), 
	CONSTRAINT fk_sync_phone_account_id_account FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT uq_sync_phone_device_id_account_id UNIQUE (device_id, account_id)
);
CREATE TABLE sync_receipt (
	id CHAR(32) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	version INTEGER NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	account_id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	captured_at DATETIME NOT NULL, 
	received_at DATETIME NOT NULL, 
	corrected_at DATETIME, 
	review BOOLEAN NOT NULL, 
	body TEXT, 
	CONSTRAINT pk_sync_receipt PRIMARY KEY (id)
);
CREATE TABLE sync_review (
	id CHAR(32) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	version INTEGER NOT NULL, 
	account_id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	unit_id CHAR(32) NOT NULL, 
	body TEXT, 
	captured_at DATETIME NOT NULL, 
	received_at DATETIME NOT NULL, 
	why VARCHAR(300) NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	decided_by CHAR(32), 
	decided_at DATETIME, 
	note VARCHAR(300) NOT NULL, 
	CONSTRAINT pk_sync_review PRIMARY KEY (id), 
	CONSTRAINT fk_sync_review_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_sync_review_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT ck_sync_review_review_state CHECK (state IN ('waiting', 'taken', 'set_aside'))
);
CREATE TABLE sync_version (
	id CHAR(32) NOT NULL, 
	record_id CHAR(32) NOT NULL, 
	account_id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	body TEXT, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_sync_version PRIMARY KEY (id), 
	CONSTRAINT uq_sync_version_record_id_hash UNIQUE (record_id, hash)
);
CREATE TABLE talent_entry (
	id CHAR(32) NOT NULL, 
	unit_id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	award_id CHAR(32) NOT NULL, 
	party_id CHAR(32) NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	consent_on DATE NOT NULL, 
	consent_text VARCHAR(20) NOT NULL, 
	strengths VARCHAR(300) NOT NULL, 
	"plan" VARCHAR(300) NOT NULL, 
	mentor VARCHAR(80) NOT NULL, 
	valid_to DATE NOT NULL, 
	left_on DATE, 
	CONSTRAINT pk_talent_entry PRIMARY KEY (id), 
	CONSTRAINT fk_talent_entry_award_id_contest_award FOREIGN KEY(award_id) REFERENCES contest_award (id), 
	CONSTRAINT fk_talent_entry_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_talent_entry_party_id_party FOREIGN KEY(party_id) REFERENCES party (id), 
	CONSTRAINT fk_talent_entry_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_talent_entry_award_id UNIQUE (award_id)
);
CREATE TABLE talent_outcome (
	id CHAR(32) NOT NULL, 
	unit_id CHAR(32) NOT NULL, 
	entry_id CHAR(32) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	"on" DATE NOT NULL, 
	document VARCHAR(80) NOT NULL, 
	recorded_by CHAR(32), community_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_talent_outcome PRIMARY KEY (id), 
	CONSTRAINT fk_talent_outcome_entry_id_talent_entry FOREIGN KEY(entry_id) REFERENCES talent_entry (id), 
	CONSTRAINT fk_talent_outcome_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_talent_outcome_entry_id_kind_on UNIQUE (entry_id, kind, "on"), 
	CONSTRAINT ck_talent_outcome_outcome_kind CHECK (kind IN ('committee', 'street', 'other'))
);
CREATE TABLE task (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	grid_id CHAR(32) NOT NULL, 
	order_id CHAR(32) NOT NULL, 
	routine_id CHAR(32), 
	state VARCHAR(32) NOT NULL, 
	assignee_id CHAR(32), 
	total INTEGER NOT NULL, 
	done INTEGER NOT NULL, 
	due_at DATETIME NOT NULL, 
	first_due_at DATETIME NOT NULL, 
	sent_at DATETIME NOT NULL, 
	signed_at DATETIME, 
	submitted_at DATETIME, 
	finished_at DATETIME, 
	captured_at DATETIME, 
	CONSTRAINT pk_task PRIMARY KEY (id), 
	CONSTRAINT ck_task_counts CHECK (done >= 0 AND total >= 0), 
	CONSTRAINT fk_task_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_task_grid_id_unit FOREIGN KEY(grid_id) REFERENCES unit (id), 
	CONSTRAINT fk_task_order_id_task_order FOREIGN KEY(order_id) REFERENCES task_order (id), 
	CONSTRAINT uq_task_order_id_grid_id UNIQUE (order_id, grid_id), 
	CONSTRAINT ck_task_state CHECK (state IN ('sent', 'signed', 'doing', 'submitted', 'done', 'returned', 'withdrawn', 'missed'))
);
CREATE TABLE task_act (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	task_id CHAR(32) NOT NULL, 
	act VARCHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	account_id CHAR(32), 
	reason VARCHAR(300) NOT NULL, 
	due_before DATETIME, 
	due_after DATETIME, 
	CONSTRAINT pk_task_act PRIMARY KEY (id), 
	CONSTRAINT fk_task_act_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_task_act_task_id_task FOREIGN KEY(task_id) REFERENCES task (id), 
	CONSTRAINT ck_task_act_act CHECK (act IN ('send', 'sign', 'answer', 'submit', 'confirm', 'rework', 'object', 'refuse', 'return', 'raise', 'extend', 'reassign', 'join', 'change', 'press', 'withdraw', 'miss'))
);
CREATE TABLE task_answer (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	grid_id CHAR(32) NOT NULL, 
	task_id CHAR(32) NOT NULL, 
	household_id CHAR(32), 
	account_id CHAR(32) NOT NULL, 
	form_id CHAR(32), 
	visit_id CHAR(32), 
	answers TEXT, 
	captured_at DATETIME NOT NULL, 
	happened_at DATETIME NOT NULL, 
	received_at DATETIME NOT NULL, 
	withdrawn_at DATETIME, 
	CONSTRAINT pk_task_answer PRIMARY KEY (id), 
	CONSTRAINT fk_task_answer_account_id_account FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT fk_task_answer_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_task_answer_grid_id_unit FOREIGN KEY(grid_id) REFERENCES unit (id), 
	CONSTRAINT fk_task_answer_household_id_household FOREIGN KEY(household_id) REFERENCES household (id), 
	CONSTRAINT fk_task_answer_task_id_task FOREIGN KEY(task_id) REFERENCES task (id)
);
CREATE TABLE task_objection (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	task_id CHAR(32) NOT NULL, 
	unit_id CHAR(32) NOT NULL, 
	code VARCHAR(32) NOT NULL, 
	reason VARCHAR(300) NOT NULL, 
	until DATE, 
	made_by CHAR(32), 
	made_at DATETIME NOT NULL, 
	due_at DATETIME NOT NULL, 
	raised_at DATETIME, 
	accepted BOOLEAN, 
	answer VARCHAR(300) NOT NULL, 
	answered_by CHAR(32), 
	answered_at DATETIME, 
	CONSTRAINT pk_task_objection PRIMARY KEY (id), 
	CONSTRAINT fk_task_objection_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_task_objection_task_id_task FOREIGN KEY(task_id) REFERENCES task (id), 
	CONSTRAINT fk_task_objection_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT ck_task_objection_objection_code CHECK (code IN ('not_ours', 'held_already', 'no_basis', 'too_much', 'more_time'))
);
CREATE TABLE task_order (
	id CHAR(32) NOT NULL, 
	unit_id CHAR(32) NOT NULL, 
	year INTEGER NOT NULL, 
	serial INTEGER NOT NULL, 
	routine_id CHAR(32), 
	slot VARCHAR(12), 
	duty_id CHAR(32), 
	emergency VARCHAR(20) NOT NULL, 
	document VARCHAR(80) NOT NULL, 
	title VARCHAR(60) NOT NULL, 
	words TEXT NOT NULL, 
	urgency VARCHAR(32) NOT NULL, 
	evidence VARCHAR(32) NOT NULL, 
	homes VARCHAR(32) NOT NULL, 
	minutes INTEGER NOT NULL, 
	points INTEGER NOT NULL, 
	form_id CHAR(32), 
	version INTEGER NOT NULL, 
	joined_id CHAR(32), 
	reason VARCHAR(300) NOT NULL, 
	sent_at DATETIME NOT NULL, 
	due_at DATETIME NOT NULL, 
	made_by CHAR(32), 
	withdrawn_at DATETIME, 
	withdrawn_why VARCHAR(300) NOT NULL, 
	CONSTRAINT pk_task_order PRIMARY KEY (id), 
	CONSTRAINT ck_task_order_basis CHECK (duty_id IS NOT NULL OR emergency <> ''), 
	CONSTRAINT ck_task_order_minutes CHECK (minutes >= 0), 
	CONSTRAINT fk_task_order_duty_id_duty_entry FOREIGN KEY(duty_id) REFERENCES duty_entry (id), 
	CONSTRAINT fk_task_order_routine_id_task_routine FOREIGN KEY(routine_id) REFERENCES task_routine (id), 
	CONSTRAINT fk_task_order_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_task_order_routine_id_slot UNIQUE (routine_id, slot), 
	CONSTRAINT uq_task_order_unit_id_year_serial UNIQUE (unit_id, year, serial), 
	CONSTRAINT ck_task_order_urgency CHECK (urgency IN ('normal', 'urgent')), 
	CONSTRAINT ck_task_order_evidence CHECK (evidence IN ('none', 'check')), 
	CONSTRAINT ck_task_order_homes CHECK (homes IN ('none', 'all', 'key', 'rented'))
);
CREATE TABLE task_routine (
	id CHAR(32) NOT NULL, 
	unit_id CHAR(32) NOT NULL, 
	duty_id CHAR(32) NOT NULL, 
	title VARCHAR(60) NOT NULL, 
	words TEXT NOT NULL, 
	cycle VARCHAR(32) NOT NULL, 
	days INTEGER NOT NULL, 
	grid_kind VARCHAR(32) NOT NULL, 
	homes VARCHAR(32) NOT NULL, 
	minutes INTEGER NOT NULL, 
	points INTEGER NOT NULL, 
	evidence VARCHAR(32) NOT NULL, 
	form_id CHAR(32), 
	starts_on DATE NOT NULL, 
	stopped_on DATE, 
	made_by CHAR(32), 
	CONSTRAINT pk_task_routine PRIMARY KEY (id), 
	CONSTRAINT ck_task_routine_days CHECK (days > 0), 
	CONSTRAINT fk_task_routine_duty_id_duty_entry FOREIGN KEY(duty_id) REFERENCES duty_entry (id), 
	CONSTRAINT fk_task_routine_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT ck_task_routine_cycle CHECK (cycle IN ('daily', 'weekly', 'last_working_day', 'monthly', 'quarterly')), 
	CONSTRAINT ck_task_routine_grid_kind CHECK (grid_kind IN ('any', 'homes', 'shops')), 
	CONSTRAINT ck_task_routine_homes CHECK (homes IN ('none', 'all', 'key', 'rented')), 
	CONSTRAINT ck_task_routine_evidence CHECK (evidence IN ('none', 'check'))
);
CREATE TABLE tool (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	model_id CHAR(32) NOT NULL, 
	station_id CHAR(32) NOT NULL, 
	number VARCHAR(6) NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	inspected_on DATE, 
	inspect_by DATE, 
	since DATE NOT NULL, 
	ended_on DATE, 
	end_why VARCHAR(200) NOT NULL, 
	CONSTRAINT pk_tool PRIMARY KEY (id), 
	CONSTRAINT fk_tool_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_tool_model_id_tool_model FOREIGN KEY(model_id) REFERENCES tool_model (id), 
	CONSTRAINT fk_tool_station_id_tool_station FOREIGN KEY(station_id) REFERENCES tool_station (id), 
	CONSTRAINT uq_tool_number UNIQUE (number), 
	CONSTRAINT ck_tool_tool_state CHECK (state IN ('new', 'in_use', 'repair', 'lost', 'retired'))
);
CREATE TABLE tool_closed_day (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	station_id CHAR(32) NOT NULL, 
	"on" DATE NOT NULL, 
	why VARCHAR(80) NOT NULL, 
	CONSTRAINT pk_tool_closed_day PRIMARY KEY (id), 
	CONSTRAINT fk_tool_closed_day_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_tool_closed_day_station_id_tool_station FOREIGN KEY(station_id) REFERENCES tool_station (id), 
	CONSTRAINT uq_tool_closed_day_station_id_on UNIQUE (station_id, "on")
);
CREATE TABLE tool_loan (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	tool_id CHAR(32) NOT NULL, 
	model_id CHAR(32) NOT NULL, 
	station_id CHAR(32) NOT NULL, 
	resident_id CHAR(32), 
	household_id CHAR(32), 
	proxy_name TEXT, 
	out_at DATETIME NOT NULL, 
	out_by CHAR(32), 
	due_on DATE NOT NULL, 
	renewals INTEGER NOT NULL, 
	need_seen BOOLEAN NOT NULL, 
	safety_read BOOLEAN NOT NULL, 
	ended_at DATETIME, 
	ended_by CHAR(32), 
	"end" VARCHAR(32), 
	back_station_id CHAR(32), 
	in_box BOOLEAN NOT NULL, 
	late_days INTEGER NOT NULL, 
	missing JSON NOT NULL, 
	words VARCHAR(200) NOT NULL, 
	checked_at DATETIME, 
	checked_by CHAR(32), 
	CONSTRAINT pk_tool_loan PRIMARY KEY (id), 
	CONSTRAINT ck_tool_loan_counts CHECK (renewals >= 0 AND late_days >= 0), 
	CONSTRAINT fk_tool_loan_back_station_id_tool_station FOREIGN KEY(back_station_id) REFERENCES tool_station (id), 
	CONSTRAINT fk_tool_loan_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_tool_loan_household_id_household FOREIGN KEY(household_id) REFERENCES household (id), 
	CONSTRAINT fk_tool_loan_model_id_tool_model FOREIGN KEY(model_id) REFERENCES tool_model (id), 
	CONSTRAINT fk_tool_loan_resident_id_resident FOREIGN KEY(resident_id) REFERENCES resident (id), 
	CONSTRAINT fk_tool_loan_station_id_tool_station FOREIGN KEY(station_id) REFERENCES tool_station (id), 
	CONSTRAINT fk_tool_loan_tool_id_tool FOREIGN KEY(tool_id) REFERENCES tool (id), 
	CONSTRAINT ck_tool_loan_loan_end CHECK ("end" IN ('back', 'lost'))
);
CREATE TABLE tool_loan_reminder (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	loan_id CHAR(32) NOT NULL, 
	rung VARCHAR(32) NOT NULL, 
	due_on DATE NOT NULL, 
	told_at DATETIME, 
	told_by CHAR(32), 
	CONSTRAINT pk_tool_loan_reminder PRIMARY KEY (id), 
	CONSTRAINT fk_tool_loan_reminder_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_tool_loan_reminder_loan_id_tool_loan FOREIGN KEY(loan_id) REFERENCES tool_loan (id), 
	CONSTRAINT uq_tool_loan_reminder_loan_id_rung_due_on UNIQUE (loan_id, rung, due_on), 
	CONSTRAINT ck_tool_loan_reminder_rung CHECK (rung IN ('day_before', 'due_day', 'day_after', 'week_after'))
);
CREATE TABLE tool_model (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	initials VARCHAR(120) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	value_cents INTEGER NOT NULL, 
	safety_note TEXT NOT NULL, 
	accessories JSON NOT NULL, 
	loan_days INTEGER NOT NULL, 
	care_days INTEGER, 
	renewals INTEGER NOT NULL, 
	limit_each INTEGER NOT NULL, 
	needs_approval BOOLEAN NOT NULL, 
	inspect_months INTEGER, 
	ended_on DATE, 
	CONSTRAINT pk_tool_model PRIMARY KEY (id), 
	CONSTRAINT ck_tool_model_terms CHECK (loan_days > 0 AND limit_each > 0 AND renewals >= 0), 
	CONSTRAINT fk_tool_model_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT uq_tool_model_community_id_name UNIQUE (community_id, name), 
	CONSTRAINT ck_tool_model_tool_kind CHECK (kind IN ('power', 'hand', 'aid', 'home'))
);
CREATE TABLE tool_reservation (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	model_id CHAR(32) NOT NULL, 
	resident_id CHAR(32) NOT NULL, 
	need_seen BOOLEAN NOT NULL, 
	asked_at DATETIME NOT NULL, 
	asked_by CHAR(32), 
	state VARCHAR(32) NOT NULL, 
	approved_at DATETIME, 
	approved_by CHAR(32), 
	tool_id CHAR(32), 
	ready_at DATETIME, 
	ready_until DATE, 
	told_at DATETIME, 
	told_by CHAR(32), 
	ended_at DATETIME, 
	CONSTRAINT pk_tool_reservation PRIMARY KEY (id), 
	CONSTRAINT ck_tool_reservation_ready CHECK (state <> 'ready' OR (tool_id IS NOT NULL AND ready_until IS NOT NULL)), 
	CONSTRAINT fk_tool_reservation_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_tool_reservation_model_id_tool_model FOREIGN KEY(model_id) REFERENCES tool_model (id), 
	CONSTRAINT fk_tool_reservation_resident_id_resident FOREIGN KEY(resident_id) REFERENCES resident (id), 
	CONSTRAINT fk_tool_reservation_tool_id_tool FOREIGN KEY(tool_id) REFERENCES tool (id), 
	CONSTRAINT ck_tool_reservation_reservation_state CHECK (state IN ('waiting', 'ready', 'collected', 'cancelled', 'lapsed'))
);
CREATE TABLE tool_station (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	venue VARCHAR(80) NOT NULL, 
	phone VARCHAR(20) NOT NULL, 
	weekdays JSON NOT NULL, 
	opens TIME NOT NULL, 
	closes TIME NOT NULL, 
	has_box BOOLEAN NOT NULL, 
	opened_on DATE NOT NULL, 
	closed_on DATE, 
	CONSTRAINT pk_tool_station PRIMARY KEY (id), 
	CONSTRAINT ck_tool_station_hours CHECK (opens < closes), 
	CONSTRAINT fk_tool_station_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT uq_tool_station_community_id_name UNIQUE (community_id, name)
);
CREATE TABLE tool_suspension (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	resident_id CHAR(32) NOT NULL, 
	loan_id CHAR(32), 
	why VARCHAR(200) NOT NULL, 
	since DATE NOT NULL, 
	until DATE NOT NULL, 
	made_by CHAR(32), 
	lifted_at DATETIME, 
	lifted_by CHAR(32), 
	CONSTRAINT pk_tool_suspension PRIMARY KEY (id), 
	CONSTRAINT ck_tool_suspension_days CHECK (until >= since), 
	CONSTRAINT fk_tool_suspension_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_tool_suspension_loan_id_tool_loan FOREIGN KEY(loan_id) REFERENCES tool_loan (id), 
	CONSTRAINT fk_tool_suspension_resident_id_resident FOREIGN KEY(resident_id) REFERENCES resident (id), 
	CONSTRAINT uq_tool_suspension_loan_id UNIQUE (loan_id)
);
CREATE TABLE tool_ticket (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	tool_id CHAR(32) NOT NULL, 
	loan_id CHAR(32), 
	words VARCHAR(200) NOT NULL, 
	opened_at DATETIME NOT NULL, 
	opened_by CHAR(32), 
	closed_at DATETIME, 
	closed_by CHAR(32), 
	"end" VARCHAR(32), 
	cost_cents INTEGER NOT NULL, 
	CONSTRAINT pk_tool_ticket PRIMARY KEY (id), 
	CONSTRAINT fk_tool_ticket_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_tool_ticket_tool_id_tool FOREIGN KEY(tool_id) REFERENCES tool (id), 
	CONSTRAINT ck_tool_ticket_ticket_end CHECK ("end" IN ('repaired', 'retired'))
);
CREATE TABLE unit (
	id CHAR(32) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	code VARCHAR(20) NOT NULL, 
	parent_id CHAR(32), 
	path VARCHAR(120) NOT NULL, 
	position INTEGER NOT NULL, 
	duty_phone VARCHAR(20), 
	valid_from DATE NOT NULL, 
	valid_to DATE, 
	CONSTRAINT pk_unit PRIMARY KEY (id), 
	CONSTRAINT ck_unit_dates CHECK (valid_to IS NULL OR valid_to >= valid_from), 
	CONSTRAINT fk_unit_parent_id_unit FOREIGN KEY(parent_id) REFERENCES unit (id), 
	CONSTRAINT uq_unit_path UNIQUE (path), 
	CONSTRAINT ck_unit_unit_kind CHECK (kind IN ('district', 'street', 'community', 'grid', 'micro_grid'))
);
INSERT INTO "unit" VALUES('01a230372c4f700e9be5637dbbd3d60b','district','东丽区','120110',NULL,'bbd3d60b/',0,NULL,'2025-01-01',NULL);
INSERT INTO "unit" VALUES('01a230372c5375d1852b51fd9be3291c','street','军粮城街道','120110011','01a230372c4f700e9be5637dbbd3d60b','bbd3d60b/9be3291c/',0,NULL,'2025-01-01',NULL);
INSERT INTO "unit" VALUES('01a230372c537dc2bf814878b252a68c','community','冬梅轩社区','120110011001','01a230372c5375d1852b51fd9be3291c','bbd3d60b/9be3291c/b252a68c/',0,'022-24990000','2025-01-01',NULL);
INSERT INTO "unit" VALUES('01a230372c54740bbedb6323491380aa','grid','第一网格','','01a230372c537dc2bf814878b252a68c','bbd3d60b/9be3291c/b252a68c/491380aa/',1,NULL,'2025-01-01',NULL);
INSERT INTO "unit" VALUES('01a230372c547b1c9fb197c26be9d331','grid','第二网格','','01a230372c537dc2bf814878b252a68c','bbd3d60b/9be3291c/b252a68c/6be9d331/',2,NULL,'2025-01-01',NULL);
INSERT INTO "unit" VALUES('01a230372c5570e3bd136c5bfb717739','micro_grid','1号楼微网格','','01a230372c54740bbedb6323491380aa','bbd3d60b/9be3291c/b252a68c/491380aa/fb717739/',1,NULL,'2025-01-01',NULL);
INSERT INTO "unit" VALUES('01a230372c5576298bd43e6f763b36b4','street','华新街道','120110012','01a230372c4f700e9be5637dbbd3d60b','bbd3d60b/763b36b4/',0,NULL,'2025-01-01',NULL);
INSERT INTO "unit" VALUES('01a230372c557b4dbec24e61680ebd02','community','名都园社区','120110012001','01a230372c5576298bd43e6f763b36b4','bbd3d60b/763b36b4/680ebd02/',0,NULL,'2025-01-01',NULL);
INSERT INTO "unit" VALUES('01a230372c56713d9b7ef766546ba099','grid','第一网格','','01a230372c557b4dbec24e61680ebd02','bbd3d60b/763b36b4/680ebd02/546ba099/',1,NULL,'2025-01-01',NULL);
CREATE TABLE unit_lineage (
	id CHAR(32) NOT NULL, 
	before_id CHAR(32) NOT NULL, 
	after_id CHAR(32) NOT NULL, 
	order_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_unit_lineage PRIMARY KEY (id), 
	CONSTRAINT fk_unit_lineage_after_id_unit FOREIGN KEY(after_id) REFERENCES unit (id), 
	CONSTRAINT fk_unit_lineage_before_id_unit FOREIGN KEY(before_id) REFERENCES unit (id), 
	CONSTRAINT fk_unit_lineage_order_id_change_order FOREIGN KEY(order_id) REFERENCES change_order (id), 
	CONSTRAINT uq_unit_lineage_before_id_after_id UNIQUE (before_id, after_id)
);
CREATE TABLE unit_version (
	id CHAR(32) NOT NULL, 
	unit_id CHAR(32) NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	code VARCHAR(20) NOT NULL, 
	parent_id CHAR(32), 
	valid_from DATE NOT NULL, 
	valid_to DATE, 
	order_id CHAR(32), 
	CONSTRAINT pk_unit_version PRIMARY KEY (id), 
	CONSTRAINT fk_unit_version_order_id_change_order FOREIGN KEY(order_id) REFERENCES change_order (id), 
	CONSTRAINT fk_unit_version_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_unit_version_unit_id_valid_from UNIQUE (unit_id, valid_from)
);
INSERT INTO "unit_version" VALUES('01a230372c527a8587d852f4042d4727','01a230372c4f700e9be5637dbbd3d60b','东丽区','120110',NULL,'2025-01-01',NULL,NULL);
INSERT INTO "unit_version" VALUES('01a230372c537a618c0ad11602d80486','01a230372c5375d1852b51fd9be3291c','军粮城街道','120110011','01a230372c4f700e9be5637dbbd3d60b','2025-01-01',NULL,NULL);
INSERT INTO "unit_version" VALUES('01a230372c54715b9f476ea5283583ed','01a230372c537dc2bf814878b252a68c','冬梅轩社区','120110011001','01a230372c5375d1852b51fd9be3291c','2025-01-01',NULL,NULL);
INSERT INTO "unit_version" VALUES('01a230372c547761a8d5ff899b975809','01a230372c54740bbedb6323491380aa','第一网格','','01a230372c537dc2bf814878b252a68c','2025-01-01',NULL,NULL);
INSERT INTO "unit_version" VALUES('01a230372c547e74bacc1d3f79343fad','01a230372c547b1c9fb197c26be9d331','第二网格','','01a230372c537dc2bf814878b252a68c','2025-01-01',NULL,NULL);
INSERT INTO "unit_version" VALUES('01a230372c5573c6a7416afef89bbf8f','01a230372c5570e3bd136c5bfb717739','1号楼微网格','','01a230372c54740bbedb6323491380aa','2025-01-01',NULL,NULL);
INSERT INTO "unit_version" VALUES('01a230372c5579069b4befcff16aeee0','01a230372c5576298bd43e6f763b36b4','华新街道','120110012','01a230372c4f700e9be5637dbbd3d60b','2025-01-01',NULL,NULL);
INSERT INTO "unit_version" VALUES('01a230372c557e2687132c4fcf6f7f66','01a230372c557b4dbec24e61680ebd02','名都园社区','120110012001','01a230372c5576298bd43e6f763b36b4','2025-01-01',NULL,NULL);
INSERT INTO "unit_version" VALUES('01a230372c56742a95d08e5df740473b','01a230372c56713d9b7ef766546ba099','第一网格','','01a230372c557b4dbec24e61680ebd02','2025-01-01',NULL,NULL);
CREATE TABLE visit (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	grid_id CHAR(32) NOT NULL, 
	building_id CHAR(32) NOT NULL, 
	household_id CHAR(32) NOT NULL, 
	account_id CHAR(32) NOT NULL, 
	outcome VARCHAR(32) NOT NULL, 
	means VARCHAR(32) NOT NULL, 
	topic VARCHAR(32), 
	category VARCHAR(40) NOT NULL, 
	words TEXT, 
	case_id CHAR(32), 
	captured_at DATETIME NOT NULL, 
	happened_at DATETIME NOT NULL, 
	received_at DATETIME NOT NULL, 
	withdrawn_at DATETIME, 
	CONSTRAINT pk_visit PRIMARY KEY (id), 
	CONSTRAINT fk_visit_account_id_account FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT fk_visit_building_id_building FOREIGN KEY(building_id) REFERENCES building (id), 
	CONSTRAINT fk_visit_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_visit_grid_id_unit FOREIGN KEY(grid_id) REFERENCES unit (id), 
	CONSTRAINT fk_visit_household_id_household FOREIGN KEY(household_id) REFERENCES household (id), 
	CONSTRAINT ck_visit_outcome CHECK (outcome IN ('fine', 'something', 'nobody', 'declined')), 
	CONSTRAINT ck_visit_means CHECK (means IN ('door', 'phone', 'note')), 
	CONSTRAINT ck_visit_topic CHECK (topic IN ('need', 'hazard', 'change'))
);
CREATE TABLE volunteer (
	id CHAR(32) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	grid_id CHAR(32), 
	party_id CHAR(32) NOT NULL, 
	account_id CHAR(32), 
	number VARCHAR(20) NOT NULL, 
	national_number TEXT, 
	national_index VARCHAR(32), 
	document_number TEXT, 
	name VARCHAR(80) NOT NULL, 
	phone TEXT, 
	phone_index VARCHAR(32), 
	born_on DATE, 
	skills JSON NOT NULL, 
	joined_on DATE NOT NULL, 
	left_on DATE, 
	consent_on DATE NOT NULL, 
	consent_text VARCHAR(20) NOT NULL, 
	guardian_name TEXT, 
	guardian_phone TEXT, 
	CONSTRAINT pk_volunteer PRIMARY KEY (id), 
	CONSTRAINT ck_volunteer_dates CHECK (left_on IS NULL OR left_on >= joined_on), 
	CONSTRAINT fk_volunteer_account_id_account FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT fk_volunteer_community_id_unit FOREIGN KEY(community_id) REFERENCES unit (id), 
	CONSTRAINT fk_volunteer_grid_id_unit FOREIGN KEY(grid_id) REFERENCES unit (id), 
	CONSTRAINT fk_volunteer_party_id_party FOREIGN KEY(party_id) REFERENCES party (id), 
	CONSTRAINT uq_volunteer_community_id_number UNIQUE (community_id, number), 
	CONSTRAINT uq_volunteer_community_id_party_id UNIQUE (community_id, party_id), 
	CONSTRAINT uq_volunteer_national_index UNIQUE (national_index)
);
CREATE TABLE volunteer_device (
	id CHAR(32) NOT NULL, 
	volunteer_id CHAR(32) NOT NULL, 
	token_hash VARCHAR(64) NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	known_at DATETIME NOT NULL, 
	seen_at DATETIME NOT NULL, 
	forgotten_at DATETIME, community_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_volunteer_device PRIMARY KEY (id), 
	CONSTRAINT fk_volunteer_device_volunteer_id_volunteer FOREIGN KEY(volunteer_id) REFERENCES volunteer (id), 
	CONSTRAINT uq_volunteer_device_token_hash UNIQUE (token_hash)
);
CREATE TABLE volunteer_number (
	community_id CHAR(32) NOT NULL, 
	last INTEGER NOT NULL, 
	CONSTRAINT pk_volunteer_number PRIMARY KEY (community_id)
);
CREATE TABLE volunteer_pin (
	volunteer_id CHAR(32) NOT NULL, 
	secret VARCHAR(200) NOT NULL, 
	set_at DATETIME NOT NULL, community_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_volunteer_pin PRIMARY KEY (volunteer_id), 
	CONSTRAINT fk_volunteer_pin_volunteer_id_volunteer FOREIGN KEY(volunteer_id) REFERENCES volunteer (id)
);
CREATE TABLE word_pair (
	kind VARCHAR(12) NOT NULL, 
	community_id CHAR(32) NOT NULL, 
	pair VARCHAR(8) NOT NULL, 
	row_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_word_pair PRIMARY KEY (kind, community_id, pair, row_id)
)
 WITHOUT ROWID

;
CREATE TABLE wording (
	id CHAR(32) NOT NULL, 
	resolution_id CHAR(32) NOT NULL, 
	after_id CHAR(32), 
	over_id CHAR(32), 
	line TEXT NOT NULL, 
	typed_by CHAR(32), 
	typed_by_name VARCHAR(80) NOT NULL, 
	typed_at DATETIME NOT NULL, community_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_wording PRIMARY KEY (id), 
	CONSTRAINT fk_wording_after_id_wording FOREIGN KEY(after_id) REFERENCES wording (id), 
	CONSTRAINT fk_wording_over_id_wording FOREIGN KEY(over_id) REFERENCES wording (id), 
	CONSTRAINT fk_wording_resolution_id_resolution FOREIGN KEY(resolution_id) REFERENCES resolution (id)
);
CREATE INDEX ix_attempt_key ON attempt ("key");
CREATE INDEX ix_audit_line_account_id ON audit_line (account_id);
CREATE INDEX ix_audit_line_row_id ON audit_line (row_id);
CREATE INDEX ix_job_community_id ON job (community_id);
CREATE INDEX ix_job_made_by ON job (made_by);
CREATE INDEX ix_job_waiting ON job (state, due_at);
CREATE INDEX ix_name_pair_row ON name_pair (row_id);
CREATE INDEX ix_word_pair_newest ON word_pair (kind, pair, row_id);
CREATE TRIGGER audit_line_no_update BEFORE UPDATE ON audit_line BEGIN SELECT RAISE(ABORT, 'audit_line only grows'); END;
CREATE TRIGGER audit_line_no_delete BEFORE DELETE ON audit_line BEGIN SELECT RAISE(ABORT, 'audit_line only grows'); END;
CREATE INDEX ix_change_order_due ON change_order (state, effective_on);
CREATE INDEX ix_change_order_unit_id ON change_order (unit_id);
CREATE INDEX ix_complaint_community_id ON complaint (community_id);
CREATE INDEX ix_unit_kind ON unit (kind);
CREATE INDEX ix_unit_parent_id ON unit (parent_id);
CREATE INDEX ix_unit_path_prefix ON unit (path);
CREATE UNIQUE INDEX uq_unit_code_open ON unit (code) WHERE valid_to IS NULL AND code <> '';
CREATE INDEX ix_notice_channel_unit_id ON notice_channel (unit_id);
CREATE INDEX ix_party_community_id ON party (community_id);
CREATE INDEX ix_party_community_initials ON party (community_id, initials);
CREATE INDEX ix_party_name ON party (name);
CREATE INDEX ix_unit_lineage_after_id ON unit_lineage (after_id);
CREATE INDEX ix_unit_lineage_before_id ON unit_lineage (before_id);
CREATE INDEX ix_unit_version_unit_id ON unit_version (unit_id);
CREATE INDEX ix_account_party_id ON account (party_id);
CREATE INDEX ix_delivery_waiting ON notice_delivery (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX ix_invitation_account_id ON invitation (account_id);
CREATE INDEX ix_notice_account ON notice (account_id, made_at);
CREATE INDEX ix_notice_unread ON notice (account_id) WHERE read_at IS NULL;
CREATE INDEX ix_passkey_account_id ON passkey (account_id);
CREATE INDEX ix_post_account_id ON post (account_id);
CREATE INDEX ix_post_unit_role ON post (unit_id, role);
CREATE INDEX ix_recovery_code_account_id ON recovery_code (account_id);
CREATE INDEX ix_saved_view_shared ON saved_view (shared_unit_id, list_name);
CREATE INDEX ix_sign_in_account_id ON sign_in (account_id);
CREATE INDEX ix_export_request_community_id ON export_request (community_id);
CREATE INDEX ix_register_upload_community_id ON register_upload (community_id);
CREATE INDEX ix_entrance_building_id ON entrance (building_id);
CREATE INDEX ix_entrance_grid ON entrance (grid_id, building_id);
CREATE INDEX ix_entrance_micro_grid_id ON entrance (micro_grid_id);
CREATE INDEX ix_entrance_token ON entrance (token);
CREATE INDEX ix_merchant_building_id ON merchant (building_id);
CREATE INDEX ix_merchant_grid ON merchant (grid_id, name);
CREATE INDEX ix_merchant_grid_pinyin ON merchant (grid_id, pinyin, id);
CREATE INDEX ix_merchant_initials ON merchant (community_id, initials);
CREATE INDEX ix_merchant_name ON merchant (community_id, name);
CREATE INDEX ix_merchant_party_id ON merchant (party_id);
CREATE INDEX ix_merchant_pinyin ON merchant (community_id, pinyin);
CREATE INDEX ix_merchant_pinyin_all ON merchant (pinyin, id);
CREATE INDEX ix_merchant_tail ON merchant (community_id, phone_tail_index);
CREATE INDEX ix_partner_party_id ON partner (party_id);
CREATE INDEX ix_dwelling_building_id ON dwelling (building_id);
CREATE INDEX ix_employee_grid_id ON employee (grid_id);
CREATE INDEX ix_employee_merchant_id ON employee (merchant_id);
CREATE INDEX ix_placement_entrance_id ON placement (entrance_id);
CREATE INDEX ix_household_door_all ON household (door, id);
CREATE INDEX ix_household_due ON household (community_id, next_due_on, id);
CREATE INDEX ix_household_due_all ON household (next_due_on, id);
CREATE INDEX ix_household_grid_door ON household (grid_id, door, id);
CREATE INDEX ix_household_grid_due ON household (grid_id, next_due_on);
CREATE INDEX ix_household_place ON household (building_id, entrance_id);
CREATE INDEX ix_household_room ON household (community_id, room);
CREATE UNIQUE INDEX uq_household_open ON household (dwelling_id, community_id) WHERE moved_out_on IS NULL;
CREATE INDEX ix_resident_grid_id ON resident (grid_id);
CREATE INDEX ix_resident_grid_pinyin ON resident (grid_id, pinyin, id);
CREATE INDEX ix_resident_household_id ON resident (household_id);
CREATE INDEX ix_resident_initials ON resident (community_id, initials);
CREATE INDEX ix_resident_name ON resident (community_id, name);
CREATE INDEX ix_resident_number ON resident (community_id, id_number_index);
CREATE INDEX ix_resident_party ON resident (party_id) WHERE party_id IS NOT NULL;
CREATE INDEX ix_resident_phone ON resident (community_id, phone_index);
CREATE INDEX ix_resident_pinyin ON resident (community_id, pinyin);
CREATE INDEX ix_resident_pinyin_all ON resident (pinyin, id);
CREATE INDEX ix_resident_tail ON resident (community_id, phone_tail_index);
CREATE INDEX ix_household_member_household_id ON household_member (household_id);
CREATE UNIQUE INDEX uq_household_member_open ON household_member (resident_id, community_id) WHERE valid_to IS NULL;
CREATE INDEX ix_photo_community_id ON photo (community_id);
CREATE INDEX ix_photo_sha ON photo (sha);
CREATE INDEX ix_photo_subject ON photo (subject_id, subject_kind);
CREATE INDEX ix_photo_unit_id ON photo (unit_id);
CREATE INDEX ix_public_notice_unit_id ON public_notice (unit_id);
CREATE INDEX ix_case_asked ON grid_case (asked_party_id) WHERE asked_party_id IS NOT NULL;
CREATE INDEX ix_case_community_reported ON grid_case (community_id, reported_at, id);
CREATE INDEX ix_case_grid_reported ON grid_case (grid_id, reported_at, id);
CREATE INDEX ix_case_late ON grid_case (due_at, id) WHERE ended_at IS NULL AND handled_at IS NULL AND due_at IS NOT NULL;
CREATE INDEX ix_case_late_community ON grid_case (community_id, due_at, id) WHERE ended_at IS NULL AND handled_at IS NULL AND due_at IS NOT NULL;
CREATE INDEX ix_case_late_grid ON grid_case (grid_id, due_at, id) WHERE ended_at IS NULL AND handled_at IS NULL AND due_at IS NOT NULL;
CREATE INDEX ix_case_lead ON grid_case (lead_party_id) WHERE ended_at IS NULL AND lead_party_id IS NOT NULL;
CREATE INDEX ix_case_open ON grid_case (community_id, reported_at, id) WHERE ended_at IS NULL;
CREATE INDEX ix_case_open_all ON grid_case (reported_at, id) WHERE ended_at IS NULL;
CREATE INDEX ix_case_open_grid ON grid_case (grid_id, reported_at, id) WHERE ended_at IS NULL;
CREATE INDEX ix_case_open_state ON grid_case (community_id, state, reported_at, id) WHERE ended_at IS NULL;
CREATE INDEX ix_case_open_state_all ON grid_case (state, reported_at, id) WHERE ended_at IS NULL;
CREATE INDEX ix_case_open_state_grid ON grid_case (grid_id, state, reported_at, id) WHERE ended_at IS NULL;
CREATE INDEX ix_case_place ON grid_case (community_id, category_code, building_id);
CREATE INDEX ix_case_reported ON grid_case (reported_at, id);
CREATE INDEX ix_case_step ON grid_case (next_step_at) WHERE next_step_at IS NOT NULL;
CREATE INDEX ix_grid_case_category_id ON grid_case (category_id);
CREATE INDEX ix_grid_case_merged_into_id ON grid_case (merged_into_id);
CREATE INDEX ix_grid_case_source_id ON grid_case (source_id);
CREATE INDEX ix_objection_notice_id ON objection (notice_id);
CREATE INDEX ix_task_routine_unit_id ON task_routine (unit_id);
CREATE INDEX ix_act_case ON case_act (case_id, at, id);
CREATE INDEX ix_case_extension_case_id ON case_extension (case_id);
CREATE UNIQUE INDEX uq_case_extension_open ON case_extension (case_id) WHERE decided_at IS NULL;
CREATE INDEX ix_case_helper_party_id ON case_helper (party_id);
CREATE INDEX ix_case_reopen_proposal_case_id ON case_reopen_proposal (case_id);
CREATE UNIQUE INDEX uq_case_reopen_open ON case_reopen_proposal (case_id) WHERE decided_at IS NULL;
CREATE INDEX ix_case_step_case_id ON case_step (case_id);
CREATE INDEX ix_case_stop_case_id ON case_stop (case_id);
CREATE UNIQUE INDEX uq_case_stop_open ON case_stop (case_id) WHERE ended_at IS NULL;
CREATE INDEX ix_case_voice_household_id ON case_voice (household_id);
CREATE INDEX ix_voice_case ON case_voice (case_id, household_id, said_at);
CREATE INDEX ix_voice_community ON case_voice (community_id, said_at);
CREATE INDEX ix_voice_relayed ON case_voice (relayed_by, said_at);
CREATE INDEX ix_voice_bound ON case_voice_bound (community_id, rank, case_id);
CREATE INDEX ix_task_order_form_id ON task_order (form_id);
CREATE INDEX ix_task_order_joined_id ON task_order (joined_id);
CREATE INDEX ix_answer_case ON case_answer (case_id, at);
CREATE INDEX ix_answer_community ON case_answer (community_id, kind, at);
CREATE INDEX ix_case_answer_voice_id ON case_answer (voice_id);
CREATE INDEX ix_case_order_case_id ON case_order (case_id);
CREATE INDEX ix_task_assignee_id ON task (assignee_id);
CREATE INDEX ix_task_community_state ON task (community_id, state);
CREATE INDEX ix_task_grid_state ON task (grid_id, state, due_at);
CREATE UNIQUE INDEX uq_task_routine_open ON task (routine_id, grid_id) WHERE state IN ('doing', 'sent', 'signed') AND routine_id IS NOT NULL;
CREATE INDEX ix_task_act_task ON task_act (task_id, at);
CREATE INDEX ix_task_answer_community ON task_answer (community_id, happened_at);
CREATE INDEX ix_task_answer_household_id ON task_answer (household_id);
CREATE INDEX ix_task_answer_task ON task_answer (task_id, household_id, happened_at);
CREATE INDEX ix_task_answer_visit_id ON task_answer (visit_id);
CREATE INDEX ix_task_objection_due ON task_objection (answered_at, due_at);
CREATE INDEX ix_task_objection_task_id ON task_objection (task_id);
CREATE INDEX ix_task_objection_unit_id ON task_objection (unit_id);
CREATE UNIQUE INDEX uq_task_objection_open ON task_objection (task_id) WHERE answered_at IS NULL;
CREATE TRIGGER task_act_no_update BEFORE UPDATE ON task_act BEGIN SELECT RAISE(ABORT, 'task_act only grows'); END;
CREATE TRIGGER task_act_no_delete BEFORE DELETE ON task_act BEGIN SELECT RAISE(ABORT, 'task_act only grows'); END;
CREATE INDEX ix_market_day_community_id ON market_day (community_id);
CREATE INDEX ix_proof_community_at ON proof (community_id, at);
CREATE INDEX ix_redemption_stop_community_id ON redemption_stop (community_id);
CREATE UNIQUE INDEX uq_redemption_stop_open ON redemption_stop (community_id) WHERE lifted_at IS NULL;
CREATE INDEX ix_goods_community_id ON goods (community_id);
CREATE INDEX ix_passbook_community_id ON passbook (community_id);
CREATE INDEX ix_passbook_party_id ON passbook (party_id);
CREATE INDEX ix_tool_community_id ON tool (community_id);
CREATE INDEX ix_tool_model ON tool (model_id);
CREATE INDEX ix_tool_station ON tool (station_id);
CREATE INDEX ix_allocation_account_id ON allocation (account_id);
CREATE INDEX ix_allocation_community_id ON allocation (community_id);
CREATE INDEX ix_goods_price_goods_id ON goods_price (goods_id);
CREATE INDEX ix_market_listing_grid_id ON market_listing (grid_id);
CREATE INDEX ix_market_listing_shop ON market_listing (merchant_id, state);
CREATE INDEX ix_market_listing_shown ON market_listing (community_id, state, ends_on);
CREATE INDEX ix_market_suspension_merchant_id ON market_suspension (merchant_id);
CREATE UNIQUE INDEX uq_market_suspension_open ON market_suspension (community_id, merchant_id) WHERE lifted_at IS NULL;
CREATE INDEX ix_stock_move_donor_id ON stock_move (donor_id);
CREATE INDEX ix_stock_move_goods_at ON stock_move (goods_id, at);
CREATE INDEX ix_stocktake_community_id ON stocktake (community_id);
CREATE INDEX ix_tool_ticket_tool ON tool_ticket (tool_id);
CREATE UNIQUE INDEX uq_tool_ticket_open ON tool_ticket (tool_id) WHERE closed_at IS NULL;
CREATE INDEX ix_ledger_entry_at ON ledger_entry (at, id);
CREATE INDEX ix_ledger_entry_community_at ON ledger_entry (community_id, at);
CREATE INDEX ix_ledger_entry_passbook_at ON ledger_entry (passbook_id, at, id);
CREATE INDEX ix_market_complaint_case_id ON market_complaint (case_id);
CREATE INDEX ix_market_complaint_merchant_id ON market_complaint (merchant_id);
CREATE INDEX ix_market_job_listing_id ON market_job (listing_id);
CREATE INDEX ix_market_offer_listing_id ON market_offer (listing_id);
CREATE INDEX ix_stocktake_line_stocktake_id ON stocktake_line (stocktake_id);
CREATE INDEX ix_correction_community_id ON correction (community_id);
CREATE INDEX ix_market_seeker_account_id ON market_seeker (account_id);
CREATE INDEX ix_market_seeker_grid_id ON market_seeker (grid_id);
CREATE INDEX ix_market_seeker_home ON market_seeker (household_id);
CREATE INDEX ix_market_seeker_open ON market_seeker (community_id, ended_at);
CREATE INDEX ix_offline_sale_allocation_id ON offline_sale (allocation_id);
CREATE INDEX ix_offline_sale_community_id ON offline_sale (community_id);
CREATE INDEX ix_points_lot_due ON points_lot (expires_on) WHERE remaining > 0;
CREATE INDEX ix_points_lot_entry_id ON points_lot (entry_id);
CREATE INDEX ix_points_lot_open ON points_lot (passbook_id, expires_on) WHERE remaining > 0;
CREATE INDEX ix_shop_order_at ON shop_order (community_id, at, id);
CREATE INDEX ix_shop_order_due ON shop_order (hold_until) WHERE state = 'ready';
CREATE INDEX ix_shop_order_party_at ON shop_order (party_id, at);
CREATE INDEX ix_shop_order_passbook_id ON shop_order (passbook_id);
CREATE INDEX ix_shop_order_until ON shop_order (community_id, hold_until, id);
CREATE UNIQUE INDEX uq_shop_order_code_open ON shop_order (community_id, code) WHERE state = 'ready';
CREATE INDEX ix_access_card_resident_id ON access_card (resident_id);
CREATE UNIQUE INDEX uq_access_card_open ON access_card (community_id, card_hash) WHERE ended_at IS NULL;
CREATE INDEX ix_market_consent_seeker_id ON market_consent (seeker_id);
CREATE UNIQUE INDEX uq_market_consent_open ON market_consent (community_id, seeker_id, purpose) WHERE ended_at IS NULL;
CREATE INDEX ix_market_match_listing_id ON market_match (listing_id);
CREATE INDEX ix_market_match_seeker_id ON market_match (seeker_id);
CREATE INDEX ix_market_push_listing_id ON market_push (listing_id);
CREATE INDEX ix_posting_community_account ON posting (community_id, account, amount);
CREATE INDEX ix_posting_entry_id ON posting (entry_id);
CREATE INDEX ix_posting_lot ON posting (lot_id, account, amount);
CREATE INDEX ix_posting_passbook_account ON posting (passbook_id, account, amount);
CREATE INDEX ix_shop_order_line_goods_id ON shop_order_line (goods_id);
CREATE INDEX ix_shop_order_line_order_id ON shop_order_line (order_id);
CREATE INDEX ix_tool_loan_due ON tool_loan (community_id, due_on) WHERE ended_at IS NULL;
CREATE INDEX ix_tool_loan_household_id ON tool_loan (household_id);
CREATE INDEX ix_tool_loan_model_id ON tool_loan (model_id);
CREATE INDEX ix_tool_loan_resident_id ON tool_loan (resident_id);
CREATE INDEX ix_tool_loan_tool_out ON tool_loan (tool_id, out_at);
CREATE INDEX ix_tool_loan_unchecked ON tool_loan (tool_id) WHERE checked_at IS NULL;
CREATE UNIQUE INDEX uq_tool_loan_open ON tool_loan (tool_id) WHERE ended_at IS NULL;
CREATE INDEX ix_tool_reservation_community_id ON tool_reservation (community_id);
CREATE INDEX ix_tool_reservation_resident_id ON tool_reservation (resident_id);
CREATE UNIQUE INDEX uq_tool_reservation_copy ON tool_reservation (tool_id) WHERE state = 'ready';
CREATE UNIQUE INDEX uq_tool_reservation_person ON tool_reservation (model_id, resident_id) WHERE state IN ('waiting', 'ready');
CREATE INDEX ix_market_link_listing_id ON market_link (listing_id);
CREATE INDEX ix_market_link_match_id ON market_link (match_id);
CREATE INDEX ix_market_link_merchant_id ON market_link (merchant_id);
CREATE INDEX ix_market_placement_match_id ON market_placement (match_id);
CREATE INDEX ix_tool_loan_reminder_open ON tool_loan_reminder (community_id) WHERE told_at IS NULL;
CREATE INDEX ix_tool_suspension_community_id ON tool_suspension (community_id);
CREATE INDEX ix_tool_suspension_resident_id ON tool_suspension (resident_id);
CREATE INDEX ix_market_placement_check_placement_id ON market_placement_check (placement_id);
CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'ledger_entry only grows'); END;
CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'ledger_entry only grows'); END;
CREATE TRIGGER posting_no_update BEFORE UPDATE ON posting BEGIN SELECT RAISE(ABORT, 'posting only grows'); END;
CREATE TRIGGER posting_no_delete BEFORE DELETE ON posting BEGIN SELECT RAISE(ABORT, 'posting only grows'); END;
CREATE TRIGGER stock_move_no_update BEFORE UPDATE ON stock_move BEGIN SELECT RAISE(ABORT, 'stock_move only grows'); END;
CREATE TRIGGER stock_move_no_delete BEFORE DELETE ON stock_move BEGIN SELECT RAISE(ABORT, 'stock_move only grows'); END;
CREATE INDEX ix_liaison_round_community_id ON liaison_round (community_id);
CREATE INDEX ix_liaison_grid_id ON liaison (grid_id);
CREATE INDEX ix_liaison_party_id ON liaison (party_id);
CREATE UNIQUE INDEX uq_liaison_open ON liaison (community_id, party_id) WHERE ended_on IS NULL;
CREATE INDEX ix_liaison_candidate_round_id ON liaison_candidate (round_id);
CREATE INDEX ix_liaison_household_liaison_id ON liaison_household (liaison_id);
CREATE INDEX ix_liaison_score_candidate_id ON liaison_score (candidate_id);
CREATE INDEX ix_opinion_round_due ON opinion_round (state, opens_at);
CREATE INDEX ix_opinion_round_place ON opinion_round (community_id, state);
CREATE INDEX ix_garden_grid_id ON garden (grid_id);
CREATE INDEX ix_opinion_extension_round_id ON opinion_extension (round_id);
CREATE INDEX ix_opinion_place_round_id ON opinion_place (round_id);
CREATE INDEX ix_opinion_sheet_round_id ON opinion_sheet (round_id);
CREATE INDEX ix_opinion_tally_order ON opinion_tally (round_id, position);
CREATE INDEX ix_door_note_household ON door_note (household_id, made_at);
CREATE INDEX ix_opinion_line_again ON opinion_line (grid_id, try_at);
CREATE INDEX ix_opinion_line_disputed ON opinion_line (round_id, is_disputed);
CREATE INDEX ix_opinion_line_home ON opinion_line (household_id, round_id);
CREATE INDEX ix_opinion_line_tenants ON opinion_line (round_id, tenant_standing);
CREATE INDEX ix_opinion_line_walk ON opinion_line (round_id, building_id, position);
CREATE INDEX ix_visit_account_time ON visit (account_id, happened_at);
CREATE INDEX ix_visit_community_day ON visit (community_id, happened_at);
CREATE INDEX ix_visit_grid_time ON visit (grid_id, happened_at);
CREATE INDEX ix_visit_household_time ON visit (household_id, happened_at);
CREATE INDEX ix_visit_time ON visit (happened_at, id);
CREATE INDEX ix_garden_care_plot ON garden_care (plot_id, happened_at);
CREATE UNIQUE INDEX uq_garden_keeping_open ON garden_keeping (plot_id, community_id) WHERE ended_on IS NULL;
CREATE INDEX ix_opinion_ballot_knock ON opinion_ballot (visit_id);
CREATE INDEX ix_opinion_ballot_line ON opinion_ballot (line_id, happened_at);
CREATE INDEX ix_opinion_code_line_id ON opinion_code (line_id);
CREATE INDEX ix_opinion_code_round_id ON opinion_code (round_id);
CREATE INDEX ix_revisit_household ON revisit (household_id, closed_at);
CREATE INDEX ix_revisit_open ON revisit (grid_id, closed_at, due_on);
CREATE INDEX ix_opinion_answer_count ON opinion_answer (round_id, side, position, value);
CREATE INDEX ix_opinion_decision_line_id ON opinion_decision (line_id);
CREATE INDEX ix_certificate_batch_issuer_id ON certificate_batch (issuer_id);
CREATE INDEX ix_contest_criteria_unit_id ON contest_criteria (unit_id);
CREATE INDEX ix_star_rule_set_community_id ON star_rule_set (community_id);
CREATE INDEX ix_award_appeal_community_id ON award_appeal (community_id);
CREATE INDEX ix_award_appeal_subject_id ON award_appeal (subject_id);
CREATE INDEX ix_certificate_community_id ON certificate (community_id);
CREATE INDEX ix_certificate_issued ON certificate (issuer_id, issued_at, id);
CREATE INDEX ix_certificate_issued_all ON certificate (issued_at, id);
CREATE INDEX ix_certificate_issuer_id ON certificate (issuer_id);
CREATE INDEX ix_certificate_party_id ON certificate (party_id);
CREATE INDEX ix_contest_unit_id ON contest (unit_id);
CREATE INDEX ix_rating_round_community_id ON rating_round (community_id);
CREATE INDEX ix_certificate_end_issuer_id ON certificate_end (issuer_id);
CREATE INDEX ix_contest_judge_account_id ON contest_judge (account_id);
CREATE INDEX ix_contest_judge_contest_id ON contest_judge (contest_id);
CREATE INDEX ix_contest_stage_contest_id ON contest_stage (contest_id);
CREATE INDEX ix_nomination_community_id ON nomination (community_id);
CREATE INDEX ix_nomination_contest_id ON nomination (contest_id);
CREATE INDEX ix_nomination_party_id ON nomination (party_id);
CREATE INDEX ix_volunteer_account_id ON volunteer (account_id);
CREATE INDEX ix_volunteer_community_id ON volunteer (community_id);
CREATE INDEX ix_volunteer_joined ON volunteer (community_id, joined_on, id);
CREATE INDEX ix_volunteer_joined_all ON volunteer (joined_on, id);
CREATE INDEX ix_volunteer_number_all ON volunteer (number, id);
CREATE INDEX ix_volunteer_party_id ON volunteer (party_id);
CREATE INDEX ix_volunteer_phone_index ON volunteer (phone_index);
CREATE INDEX ix_contest_award_community_id ON contest_award (community_id);
CREATE INDEX ix_contest_award_contest_id ON contest_award (contest_id);
CREATE INDEX ix_contest_award_party_id ON contest_award (party_id);
CREATE INDEX ix_contest_award_unit_id ON contest_award (unit_id);
CREATE INDEX ix_contest_recusal_contest_id ON contest_recusal (contest_id);
CREATE INDEX ix_contest_result_contest_id ON contest_result (contest_id);
CREATE INDEX ix_counter_code_community_id ON counter_code (community_id);
CREATE INDEX ix_counter_code_volunteer_id ON counter_code (volunteer_id);
CREATE INDEX ix_department_community_id ON department (community_id);
CREATE INDEX ix_hours_line_community_on ON hours_line (community_id, "on");
CREATE INDEX ix_hours_line_volunteer_on ON hours_line (volunteer_id, "on", minutes);
CREATE INDEX ix_qualification_community_id ON qualification (community_id);
CREATE INDEX ix_qualification_volunteer_id ON qualification (volunteer_id);
CREATE INDEX ix_round_entry_community_id ON round_entry (community_id);
CREATE INDEX ix_round_entry_round_id ON round_entry (round_id);
CREATE INDEX ix_round_entry_volunteer_id ON round_entry (volunteer_id);
CREATE INDEX ix_score_sheet_contest_id ON score_sheet (contest_id);
CREATE INDEX ix_volunteer_device_volunteer_id ON volunteer_device (volunteer_id);
CREATE INDEX ix_activity_community_state ON activity (community_id, state);
CREATE INDEX ix_activity_made ON activity (community_id, made_at, id);
CREATE INDEX ix_activity_made_all ON activity (made_at, id);
CREATE INDEX ix_award_community_id ON award (community_id);
CREATE INDEX ix_award_entry_id ON award (entry_id);
CREATE INDEX ix_award_party_id ON award (party_id);
CREATE INDEX ix_award_round_id ON award (round_id);
CREATE INDEX ix_award_volunteer_id ON award (volunteer_id);
CREATE INDEX ix_demand_community_state ON demand (community_id, state, raised_at);
CREATE INDEX ix_demand_volunteer_id ON demand (volunteer_id);
CREATE INDEX ix_membership_volunteer_id ON membership (volunteer_id);
CREATE INDEX ix_star_application_community_id ON star_application (community_id);
CREATE INDEX ix_talent_entry_community_id ON talent_entry (community_id);
CREATE INDEX ix_talent_entry_party_id ON talent_entry (party_id);
CREATE INDEX ix_talent_entry_unit_id ON talent_entry (unit_id);
CREATE INDEX ix_award_revocation_community_id ON award_revocation (community_id);
CREATE INDEX ix_door_consent_community_id ON door_consent (community_id);
CREATE INDEX ix_shift_activity_id ON shift (activity_id);
CREATE INDEX ix_shift_community_starts ON shift (community_id, starts_at);
CREATE INDEX ix_talent_outcome_entry_id ON talent_outcome (entry_id);
CREATE INDEX ix_talent_outcome_unit_id ON talent_outcome (unit_id);
CREATE INDEX ix_attendance_demand_id ON attendance (demand_id);
CREATE INDEX ix_attendance_open ON attendance (community_id, came_at) WHERE credited_at IS NULL;
CREATE INDEX ix_attendance_volunteer_came ON attendance (volunteer_id, came_at);
CREATE UNIQUE INDEX uq_attendance_shift ON attendance (shift_id, volunteer_id) WHERE voided_at IS NULL AND shift_id IS NOT NULL;
CREATE INDEX ix_sign_up_volunteer_id ON sign_up (volunteer_id);
CREATE TRIGGER award_no_update BEFORE UPDATE ON award BEGIN SELECT RAISE(ABORT, 'award only grows'); END;
CREATE TRIGGER award_no_delete BEFORE DELETE ON award BEGIN SELECT RAISE(ABORT, 'award only grows'); END;
CREATE TRIGGER certificate_no_update BEFORE UPDATE ON certificate BEGIN SELECT RAISE(ABORT, 'certificate only grows'); END;
CREATE TRIGGER certificate_no_delete BEFORE DELETE ON certificate BEGIN SELECT RAISE(ABORT, 'certificate only grows'); END;
CREATE TRIGGER certificate_end_no_update BEFORE UPDATE ON certificate_end BEGIN SELECT RAISE(ABORT, 'certificate_end only grows'); END;
CREATE TRIGGER certificate_end_no_delete BEFORE DELETE ON certificate_end BEGIN SELECT RAISE(ABORT, 'certificate_end only grows'); END;
CREATE TRIGGER confirmation_no_update BEFORE UPDATE ON confirmation BEGIN SELECT RAISE(ABORT, 'confirmation only grows'); END;
CREATE TRIGGER confirmation_no_delete BEFORE DELETE ON confirmation BEGIN SELECT RAISE(ABORT, 'confirmation only grows'); END;
CREATE TRIGGER contest_award_no_update BEFORE UPDATE ON contest_award BEGIN SELECT RAISE(ABORT, 'contest_award only grows'); END;
CREATE TRIGGER contest_award_no_delete BEFORE DELETE ON contest_award BEGIN SELECT RAISE(ABORT, 'contest_award only grows'); END;
CREATE TRIGGER hours_line_no_update BEFORE UPDATE ON hours_line BEGIN SELECT RAISE(ABORT, 'hours_line only grows'); END;
CREATE TRIGGER hours_line_no_delete BEFORE DELETE ON hours_line BEGIN SELECT RAISE(ABORT, 'hours_line only grows'); END;
CREATE INDEX ix_council_series_community_id ON council_series (community_id);
CREATE INDEX ix_council_meeting_community_id ON council_meeting (community_id);
CREATE INDEX ix_council_meeting_series_id ON council_meeting (series_id);
CREATE INDEX ix_council_meeting_state ON council_meeting (state);
CREATE INDEX ix_meeting_day ON council_meeting (held_on);
CREATE INDEX ix_council_seat_party_id ON council_seat (party_id);
CREATE INDEX ix_council_seat_series_id ON council_seat (series_id);
CREATE INDEX ix_agenda_line_meeting_id ON agenda_line (meeting_id);
CREATE UNIQUE INDEX uq_agenda_line_carried ON agenda_line (meeting_id) WHERE origin = 'carried';
CREATE UNIQUE INDEX uq_agenda_line_case ON agenda_line (meeting_id, case_id) WHERE dropped_at IS NULL AND case_id IS NOT NULL;
CREATE INDEX ix_attendance_mark_seat ON attendance_mark (meeting_id, seat_id, at);
CREATE INDEX ix_minutes_community_id ON minutes (community_id);
CREATE INDEX ix_minutes_meeting_id ON minutes (meeting_id);
CREATE INDEX ix_promise_case_id ON promise (case_id);
CREATE INDEX ix_promise_decided ON promise (community_id, decided_on, id);
CREATE INDEX ix_promise_decided_all ON promise (decided_on, id);
CREATE INDEX ix_promise_due ON promise (community_id, state, due);
CREATE INDEX ix_promise_meeting_id ON promise (meeting_id);
CREATE INDEX ix_promise_owner_id ON promise (owner_id);
CREATE INDEX ix_promise_series_id ON promise (series_id);
CREATE INDEX ix_promise_standing ON promise (community_id, due, id) WHERE state NOT IN ('done', 'ended');
CREATE INDEX ix_promise_standing_all ON promise (due, id) WHERE state NOT IN ('done', 'ended');
CREATE INDEX ix_promise_state ON promise (state);
CREATE INDEX ix_promise_supervisor_id ON promise (supervisor_id);
CREATE INDEX ix_promise_verifier_id ON promise (verifier_id);
CREATE INDEX ix_promise_watcher_id ON promise (watcher_id);
CREATE INDEX ix_minutes_objection_minutes_id ON minutes_objection (minutes_id);
CREATE INDEX ix_minutes_signature_minutes_id ON minutes_signature (minutes_id);
CREATE INDEX ix_promise_extension_promise_id ON promise_extension (promise_id);
CREATE UNIQUE INDEX uq_promise_extension_open ON promise_extension (promise_id) WHERE decided_at IS NULL;
CREATE INDEX ix_promise_link_promise_id ON promise_link (promise_id);
CREATE INDEX ix_promise_part_building_id ON promise_part (building_id);
CREATE INDEX ix_promise_reminder_promise_id ON promise_reminder (promise_id);
CREATE INDEX ix_promise_reminder_to_id ON promise_reminder (to_id);
CREATE INDEX ix_promise_step_promise ON promise_step (promise_id, at);
CREATE INDEX ix_recusal_line_id ON recusal (line_id);
CREATE UNIQUE INDEX uq_recusal_line_seat ON recusal (line_id, seat_id);
CREATE INDEX ix_resolution_community_id ON resolution (community_id);
CREATE INDEX ix_resolution_meeting_line ON resolution (meeting_id, line_id);
CREATE INDEX ix_council_vote_meeting_id ON council_vote (meeting_id);
CREATE INDEX ix_council_vote_resolution_id ON council_vote (resolution_id);
CREATE UNIQUE INDEX uq_council_vote_replaces ON council_vote (replaces_id) WHERE replaces_id IS NOT NULL;
CREATE INDEX ix_part_done_part_id ON part_done (part_id);
CREATE UNIQUE INDEX uq_part_done_standing ON part_done (part_id) WHERE withdrawn_at IS NULL;
CREATE INDEX ix_wording_resolution_id ON wording (resolution_id);
CREATE TRIGGER promise_first_due BEFORE UPDATE OF first_due ON promise WHEN NEW.first_due IS NOT OLD.first_due BEGIN SELECT RAISE(ABORT, 'the first deadline of a promise never changes'); END;
CREATE TRIGGER promise_part_stays BEFORE DELETE ON promise_part BEGIN SELECT RAISE(ABORT, 'the rows of a counted promise are not deleted'); END;
CREATE INDEX ix_figure_proof_at ON figure_proof (at);
CREATE INDEX ix_sync_version_record_id ON sync_version (record_id);
CREATE INDEX ix_sync_clash_open ON sync_clash (unit_id, decided_at);
CREATE INDEX ix_sync_clash_subject_id ON sync_clash (subject_id);
CREATE INDEX ix_sync_review_open ON sync_review (community_id, state);
CREATE INDEX ix_score_appeal_period ON score_appeal (period_id);
CREATE INDEX ix_score_entry_grid ON score_entry (grid_id, month);
CREATE INDEX ix_score_entry_month ON score_entry (community_id, month, id);
CREATE INDEX ix_score_entry_party ON score_entry (party_id, month, id);
CREATE INDEX ix_score_entry_source ON score_entry (source_id);
CREATE INDEX ix_score_check_period_id ON score_check (period_id);
CREATE INDEX ix_sync_mirror_account_id ON sync_mirror (account_id);
CREATE INDEX ix_sync_phone_account_id ON sync_phone (account_id);
CREATE INDEX ix_sync_phone_community_id ON sync_phone (community_id);
CREATE INDEX ix_sync_phone_oldest ON sync_phone (oldest_at, id);
CREATE INDEX ix_sync_phone_unit_id ON sync_phone (unit_id);
CREATE TRIGGER score_entry_no_update BEFORE UPDATE ON score_entry BEGIN SELECT RAISE(ABORT, 'score_entry only grows'); END;
CREATE TRIGGER score_entry_no_delete BEFORE DELETE ON score_entry BEGIN SELECT RAISE(ABORT, 'score_entry only grows'); END;
CREATE INDEX ix_setting_change_name ON setting_change (name, id);
CREATE INDEX ix_case_pause_case_id ON case_pause (case_id);
CREATE INDEX ix_case_pause_waiting ON case_pause (community_id, asked_at) WHERE decided_at IS NULL;
CREATE UNIQUE INDEX uq_case_pause_open ON case_pause (case_id) WHERE decided_at IS NULL;
CREATE INDEX ix_promise_parking_promise_id ON promise_parking (promise_id);
CREATE UNIQUE INDEX uq_promise_parking_open ON promise_parking (promise_id) WHERE decided_at IS NULL;
CREATE INDEX ix_api_key_unit_id ON api_key (unit_id);
CREATE INDEX ix_api_delivery_case_id ON api_delivery (case_id);
CREATE INDEX ix_api_delivery_key ON api_delivery (key_id, made_at);
CREATE INDEX ix_api_number_case_id ON api_number (case_id);
CREATE INDEX ix_api_number_community_id ON api_number (community_id);
CREATE INDEX ix_provider_link_account_id ON provider_link (account_id);
CREATE INDEX ix_attendance_credited ON attendance (community_id, came_at, id) WHERE credited_at IS NOT NULL AND voided_at IS NULL;
CREATE INDEX ix_attendance_credited_all ON attendance (came_at, id) WHERE credited_at IS NOT NULL AND voided_at IS NULL;
CREATE INDEX ix_voice_said ON case_voice (said_at, id);
CREATE INDEX ix_case_due ON grid_case (due_at, id);
CREATE INDEX ix_case_community_due ON grid_case (community_id, due_at, id);
CREATE INDEX ix_promise_due_all ON promise (due, id);
CREATE INDEX ix_promise_community_due ON promise (community_id, due, id);
CREATE INDEX ix_sync_phone_seen_all ON sync_phone (seen_at, id);
CREATE INDEX ix_household_key ON household (grid_id, next_due_on) WHERE is_key AND moved_out_on IS NULL;
CREATE INDEX ix_household_micro ON household (micro_grid_id, door, id) WHERE micro_grid_id IS NOT NULL;
CREATE INDEX ix_task_due ON task (community_id, due_at, id);
CREATE INDEX ix_task_due_all ON task (due_at, id);
CREATE INDEX ix_task_open_due ON task (community_id, due_at, id) WHERE finished_at IS NULL;
CREATE INDEX ix_task_open_due_all ON task (due_at, id) WHERE finished_at IS NULL;
CREATE INDEX ix_task_sent ON task (community_id, sent_at, id);
CREATE INDEX ix_task_sent_all ON task (sent_at, id);
CREATE INDEX ix_case_grid_due ON grid_case (grid_id, due_at, id);
CREATE INDEX ix_task_grid_due ON task (grid_id, due_at, id);
CREATE INDEX ix_task_grid_sent ON task (grid_id, sent_at, id);
CREATE INDEX ix_sync_phone_community_oldest ON sync_phone (community_id, oldest_at, id);
CREATE INDEX ix_sync_phone_community_seen ON sync_phone (community_id, seen_at, id);
CREATE INDEX ix_plan_mark_building_id ON plan_mark (building_id);
CREATE INDEX ix_plan_mark_community_id ON plan_mark (community_id);
CREATE INDEX ix_digest_waiting ON digest_letter (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX ix_notice_cause ON notice (cause);
CREATE INDEX ix_backup_copy_made ON backup_copy (made_at, id);
CREATE INDEX ix_restore_drill_made ON restore_drill (made_at, id);
CREATE INDEX ix_not_same_person_community_id ON not_same_person (community_id);
CREATE INDEX ix_not_same_person_second_id ON not_same_person (second_id);
CREATE INDEX ix_other_home_household_id ON other_home (household_id);
CREATE INDEX ix_other_home_resident_id ON other_home (resident_id);
CREATE UNIQUE INDEX uq_other_home_open ON other_home (resident_id, kind) WHERE valid_to IS NULL;
CREATE INDEX ix_person_act_community_id ON person_act (community_id);
CREATE INDEX ix_person_act_grid_id ON person_act (grid_id);
CREATE INDEX ix_person_act_other ON person_act (other_id) WHERE other_id IS NOT NULL;
CREATE INDEX ix_person_act_resident_id ON person_act (resident_id);
CREATE INDEX ix_person_transfer_community_id ON person_transfer (community_id);
CREATE INDEX ix_person_transfer_to ON person_transfer (to_id, state);
CREATE UNIQUE INDEX uq_person_transfer_open ON person_transfer (resident_id) WHERE state = 'waiting';
CREATE INDEX ix_person_consent_resident_id ON person_consent (resident_id);
CREATE UNIQUE INDEX uq_person_consent_open ON person_consent (resident_id, purpose, community_id) WHERE ended_at IS NULL;
CREATE INDEX ix_person_request_grid ON person_request (grid_id, answered_at);
CREATE INDEX ix_person_request_open ON person_request (community_id, answered_at, due_at);
CREATE INDEX ix_person_request_resident ON person_request (resident_id);
CREATE INDEX ix_household_door ON household (community_id, door, id, moved_out_on, grid_id);
CREATE INDEX ix_household_key_door ON household (community_id, door, id) WHERE is_key AND moved_out_on IS NULL;
CREATE INDEX ix_household_key_door_all ON household (door, id) WHERE is_key AND moved_out_on IS NULL;
CREATE INDEX ix_household_member_resident_id ON household_member (resident_id);
CREATE INDEX ix_person_transfer_resident_id ON person_transfer (resident_id);
CREATE INDEX ix_round_entry_party_id ON round_entry (party_id);
CREATE INDEX ix_task_answer_grid ON task_answer (grid_id, happened_at);
CREATE INDEX ix_tool_reservation_queue ON tool_reservation (model_id, state, asked_at);
CREATE INDEX ix_case_handled ON grid_case (handled_at) WHERE handled_at IS NOT NULL;
CREATE INDEX ix_case_reopened ON grid_case (reopened_at) WHERE reopened_at IS NOT NULL;
CREATE INDEX ix_case_contact ON grid_case (contact_due_at) WHERE contact_due_at IS NOT NULL;
CREATE INDEX ix_revisit_waiting ON revisit (made_at) WHERE closed_at IS NULL;
CREATE INDEX ix_audit_line_unusual ON audit_line (id) WHERE verb = 'find_unusual_reading';
CREATE INDEX ix_attendance_left ON attendance (community_id, came_at) WHERE left_at IS NOT NULL AND voided_at IS NULL;
CREATE INDEX ix_tool_loan_station ON tool_loan (station_id, due_on) WHERE ended_at IS NULL;
CREATE INDEX ix_tool_loan_back ON tool_loan (community_id, ended_at) WHERE checked_at IS NULL;
CREATE INDEX ix_person_request_volunteer ON person_request (volunteer_id);
CREATE INDEX ix_sync_receipt_kept ON sync_receipt (received_at) WHERE body IS NOT NULL;
COMMIT;
