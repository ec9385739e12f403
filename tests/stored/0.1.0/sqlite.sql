BEGIN TRANSACTION;
CREATE TABLE base_attachment (
	id INTEGER NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	document_model VARCHAR(80) NOT NULL, 
	document_id INTEGER NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	size INTEGER NOT NULL, 
	content_type VARCHAR(120) DEFAULT 'application/octet-stream' NOT NULL, 
	created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	created_by_id INTEGER, 
	updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	updated_by_id INTEGER, 
	version INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT pk_base_attachment PRIMARY KEY (id), 
	CONSTRAINT ck_base_attachment_size_not_negative CHECK (size >= 0)
);
CREATE TABLE base_company (
	id INTEGER NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	currency_id INTEGER NOT NULL, 
	logo_id INTEGER, 
	zone VARCHAR(40) DEFAULT 'UTC' NOT NULL, 
	active BOOLEAN DEFAULT 1 NOT NULL, 
	created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	created_by_id INTEGER, 
	updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	updated_by_id INTEGER, 
	version INTEGER DEFAULT 1 NOT NULL, contact_id INTEGER REFERENCES base_contact (id) ON DELETE RESTRICT, negative_stock VARCHAR(40) DEFAULT 'warn' NOT NULL, 
	CONSTRAINT pk_base_company PRIMARY KEY (id), 
	CONSTRAINT fk_base_company_currency_id FOREIGN KEY(currency_id) REFERENCES base_currency (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_base_company_logo_id FOREIGN KEY(logo_id) REFERENCES base_attachment (id) ON DELETE SET NULL, 
	CONSTRAINT uq_base_company_name UNIQUE (name)
);
INSERT INTO "base_company" VALUES(1,'Fahrwind Bikes',1,NULL,'Europe/Berlin',1,'2026-11-24 18:55:56.346244',NULL,'2026-11-24 18:55:56.578144',NULL,3,1,'warn');
CREATE TABLE base_contact (
	id INTEGER NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	is_company BOOLEAN DEFAULT 0 NOT NULL, 
	parent_id INTEGER, 
	commercial_id INTEGER, 
	email VARCHAR(254), 
	phone VARCHAR(60), 
	street VARCHAR(200), 
	street2 VARCHAR(200), 
	zip VARCHAR(20), 
	city VARCHAR(100), 
	country_id INTEGER, 
	tax_number VARCHAR(40), 
	reference VARCHAR(60), 
	locale VARCHAR(20), 
	notes TEXT, 
	company_id INTEGER, 
	active BOOLEAN DEFAULT 1 NOT NULL, 
	created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	created_by_id INTEGER, 
	updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	updated_by_id INTEGER, 
	version INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT pk_base_contact PRIMARY KEY (id), 
	CONSTRAINT fk_base_contact_commercial_id FOREIGN KEY(commercial_id) REFERENCES base_contact (id) ON DELETE SET NULL, 
	CONSTRAINT fk_base_contact_company_id FOREIGN KEY(company_id) REFERENCES base_company (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_base_contact_country_id FOREIGN KEY(country_id) REFERENCES base_country (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_base_contact_parent_id FOREIGN KEY(parent_id) REFERENCES base_contact (id) ON DELETE RESTRICT
);
INSERT INTO "base_contact" VALUES(1,'Fahrwind Bikes',1,NULL,1,'service@fahrwind.example','+49 30 5550100','Speichenweg 12',NULL,'10999','Berlin',9,'DE999999999',NULL,NULL,NULL,NULL,1,'2026-11-24 18:55:56.489663',NULL,'2026-11-24 18:55:56.489663',NULL,1);
INSERT INTO "base_contact" VALUES(2,'Marta Nowak',0,NULL,2,'marta.nowak@mail.example','+49 171 5550140','Weserstraße 201',NULL,'12047','Berlin',9,NULL,'K-2001',NULL,NULL,NULL,1,'2026-11-24 18:55:56.501890',NULL,'2026-11-24 18:55:56.501890',NULL,1);
INSERT INTO "base_contact" VALUES(3,'Jean Perrin',0,NULL,3,'jean.perrin@mail.example',NULL,'18 rue des Lilas',NULL,'67000','Strasbourg',13,NULL,'K-2002','fr',NULL,NULL,1,'2026-11-24 18:55:56.503424',NULL,'2026-11-24 18:55:56.503424',NULL,1);
INSERT INTO "base_contact" VALUES(4,'Sofia Rinaldi',0,NULL,4,'sofia.rinaldi@mail.example','+39 02 5550 150',NULL,NULL,NULL,'Milano',19,NULL,'K-2003','it',NULL,NULL,1,'2026-11-24 18:55:56.513704',NULL,'2026-11-24 18:55:56.513704',NULL,1);
INSERT INTO "base_contact" VALUES(5,'Karl Weber',0,NULL,5,'karl.weber@mail.example',NULL,NULL,NULL,NULL,'Dresden',9,NULL,'K-2004',NULL,NULL,NULL,0,'2026-11-24 18:55:56.515125',NULL,'2026-11-24 18:55:56.515125',NULL,1);
INSERT INTO "base_contact" VALUES(6,'Veloria Kurierdienst GmbH',1,NULL,6,'office@veloria.example','+49 40 5550110','Am Sandtorkai 7',NULL,'20457','Hamburg',9,'DE888888888','K-1001','de',NULL,NULL,1,'2026-11-24 18:55:56.521582',NULL,'2026-11-24 18:55:56.530577',NULL,2);
INSERT INTO "base_contact" VALUES(7,'Rückenwind Fahrräder e.K.',1,NULL,7,'laden@rueckenwind.example','+49 341 5550120','Karl-Heine-Straße 88',NULL,'04229','Leipzig',9,NULL,'K-1002','de',NULL,NULL,1,'2026-11-24 18:55:56.537686',NULL,'2026-11-24 18:55:56.539593',NULL,2);
INSERT INTO "base_contact" VALUES(8,'Northwheel Cycles Ltd',1,NULL,8,'hello@northwheel.example','+44 20 5550 0130','14 Canal Reach',NULL,'N1C 4BE','London',14,NULL,'K-1003',NULL,NULL,NULL,1,'2026-11-24 18:55:56.545493',NULL,'2026-11-24 18:55:56.549303',NULL,2);
INSERT INTO "base_contact" VALUES(9,'Amelie Brandt',0,6,6,'amelie.brandt@veloria.example','+49 40 5550111',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'de',NULL,NULL,1,'2026-11-24 18:55:56.550540',NULL,'2026-11-24 18:55:56.550540',NULL,1);
INSERT INTO "base_contact" VALUES(10,'Tobias Lenz',0,6,6,'tobias.lenz@veloria.example','+49 40 5550112',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'de',NULL,NULL,1,'2026-11-24 18:55:56.556375',NULL,'2026-11-24 18:55:56.556375',NULL,1);
INSERT INTO "base_contact" VALUES(11,'Veloria, depot Altona',0,6,6,NULL,NULL,'Große Elbstraße 40',NULL,'22767','Hamburg',9,NULL,NULL,NULL,NULL,NULL,1,'2026-11-24 18:55:56.557714',NULL,'2026-11-24 18:55:56.557714',NULL,1);
INSERT INTO "base_contact" VALUES(12,'Henrike Scholz',0,7,7,'henrike@rueckenwind.example',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'de',NULL,NULL,1,'2026-11-24 18:55:56.561324',NULL,'2026-11-24 18:55:56.561324',NULL,1);
INSERT INTO "base_contact" VALUES(13,'Oliver Hughes',0,8,8,'oliver.hughes@northwheel.example',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,'2026-11-24 18:55:56.562363',NULL,'2026-11-24 18:55:56.562363',NULL,1);
INSERT INTO "base_contact" VALUES(14,'Mara Admin',0,NULL,14,'admin@example.com',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,'2026-11-24 18:55:59.373829',NULL,'2026-11-24 18:55:59.373829',NULL,1);
INSERT INTO "base_contact" VALUES(15,'Priya Raman',0,NULL,15,'manager@example.com',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,'2026-11-24 18:55:59.373829',NULL,'2026-11-24 18:55:59.373829',NULL,1);
INSERT INTO "base_contact" VALUES(16,'Jonas Keller',0,NULL,16,'agent@example.com',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,'2026-11-24 18:55:59.373829',NULL,'2026-11-24 18:55:59.373829',NULL,1);
INSERT INTO "base_contact" VALUES(17,'Lena Hoffmann',0,NULL,17,'stock@example.com',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,'2026-11-24 18:55:59.373829',NULL,'2026-11-24 18:55:59.373829',NULL,1);
INSERT INTO "base_contact" VALUES(18,'David Okafor',0,NULL,18,'sales@example.com',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,'2026-11-24 18:55:59.373829',NULL,'2026-11-24 18:55:59.373829',NULL,1);
CREATE TABLE base_contact_tag (
	id INTEGER NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	created_by_id INTEGER, 
	updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	updated_by_id INTEGER, 
	version INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT pk_base_contact_tag PRIMARY KEY (id), 
	CONSTRAINT uq_base_contact_tag_name UNIQUE (name)
);
INSERT INTO "base_contact_tag" VALUES(1,'Dealer','2026-11-24 18:55:56.478211',NULL,'2026-11-24 18:55:56.478211',NULL,1);
INSERT INTO "base_contact_tag" VALUES(2,'Fleet','2026-11-24 18:55:56.488346',NULL,'2026-11-24 18:55:56.488346',NULL,1);
CREATE TABLE base_country (
	id INTEGER NOT NULL, 
	code VARCHAR(2) NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	CONSTRAINT pk_base_country PRIMARY KEY (id), 
	CONSTRAINT uq_base_country_code UNIQUE (code)
);
INSERT INTO "base_country" VALUES(1,'AT','Austria');
INSERT INTO "base_country" VALUES(2,'AU','Australia');
INSERT INTO "base_country" VALUES(3,'BE','Belgium');
INSERT INTO "base_country" VALUES(4,'BR','Brazil');
INSERT INTO "base_country" VALUES(5,'CA','Canada');
INSERT INTO "base_country" VALUES(6,'CH','Switzerland');
INSERT INTO "base_country" VALUES(7,'CN','China');
INSERT INTO "base_country" VALUES(8,'CZ','Czechia');
INSERT INTO "base_country" VALUES(9,'DE','Germany');
INSERT INTO "base_country" VALUES(10,'DK','Denmark');
INSERT INTO "base_country" VALUES(11,'ES','Spain');
INSERT INTO "base_country" VALUES(12,'FI','Finland');
INSERT INTO "base_country" VALUES(13,'FR','France');
INSERT INTO "base_country" VALUES(14,'GB','United Kingdom');
INSERT INTO "base_country" VALUES(15,'GR','Greece');
INSERT INTO "base_country" VALUES(16,'HU','Hungary');
INSERT INTO "base_country" VALUES(17,'IE','Ireland');
INSERT INTO "base_country" VALUES(18,'IN','India');
INSERT INTO "base_country" VALUES(19,'IT','Italy');
INSERT INTO "base_country" VALUES(20,'JP','Japan');
INSERT INTO "base_country" VALUES(21,'LU','Luxembourg');
INSERT INTO "base_country" VALUES(22,'MX','Mexico');
INSERT INTO "base_country" VALUES(23,'NL','Netherlands');
INSERT INTO "base_country" VALUES(24,'NO','Norway');
INSERT INTO "base_country" VALUES(25,'NZ','New Zealand');
INSERT INTO "base_country" VALUES(26,'PL','Poland');
INSERT INTO "base_country" VALUES(27,'PT','Portugal');
INSERT INTO "base_country" VALUES(28,'RO','Romania');
INSERT INTO "base_country" VALUES(29,'SE','Sweden');
INSERT INTO "base_country" VALUES(30,'US','United States');
CREATE TABLE base_credential (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	password_hash VARCHAR(200) NOT NULL, 
	created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	created_by_id INTEGER, 
	updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	updated_by_id INTEGER, 
	version INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT pk_base_credential PRIMARY KEY (id), 
	CONSTRAINT fk_base_credential_user_id FOREIGN KEY(user_id) REFERENCES base_user (id) ON DELETE CASCADE, 
	CONSTRAINT uq_base_credential_user_id UNIQUE (user_id)
);
INSERT INTO "base_credential" VALUES(1,1,'$argon2id$v=19$m=19456,t=2,p=1$n61yj7/iWOt8BJ7AAjKKBw$gJiwARXAEP8LQqvfXN11wmiNYbR8ARdLCgQ2UrpLC7c','2026-11-24 18:55:56.700382',NULL,'2026-11-24 18:55:56.700382',NULL,1);
INSERT INTO "base_credential" VALUES(2,2,'$argon2id$v=19$m=19456,t=2,p=1$ZfYemZUxVHb3XvhNplJYEg$3ApyEO6FBYi1ChD4IsyMcKUdtVTSfEMzOGuoUC637ZE','2026-11-24 18:55:56.801338',NULL,'2026-11-24 18:55:56.801338',NULL,1);
INSERT INTO "base_credential" VALUES(3,3,'$argon2id$v=19$m=19456,t=2,p=1$YKpqHE7Rm4eJ/ehXFWS0EQ$msJbulMoFh5xm8fBU9tz20MpcWfclsx53q527lVWWHI','2026-11-24 18:55:56.860666',NULL,'2026-11-24 18:55:56.860666',NULL,1);
INSERT INTO "base_credential" VALUES(4,4,'$argon2id$v=19$m=19456,t=2,p=1$4bYnq7Dr+lEQoLQfsIP1Ow$EzRfEZBj68Xtgg3/WdS64EhE6ZMej8KDgzHYy8WUUNY','2026-11-24 18:55:56.931888',NULL,'2026-11-24 18:55:56.931888',NULL,1);
INSERT INTO "base_credential" VALUES(5,5,'$argon2id$v=19$m=19456,t=2,p=1$oskB7xkqzoCoO8ubRCK0/Q$QjJm54KlzRDBi+vC2knL8gbp8K1qJXXFMba34znLNX0','2026-11-24 18:55:56.996283',NULL,'2026-11-24 18:55:56.996283',NULL,1);
INSERT INTO "base_credential" VALUES(6,6,'$argon2id$v=19$m=19456,t=2,p=1$ACW2O83uTrnLSXBRqevpZw$8SqkMlJBpcDPwbxxVtj/k7WR9l6uHQ54mRhnF0WaoUI','2026-11-24 18:55:57.088115',NULL,'2026-11-24 18:55:57.088115',NULL,1);
CREATE TABLE base_currency (
	id INTEGER NOT NULL, 
	code VARCHAR(3) NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	symbol VARCHAR(8) NOT NULL, 
	digits INTEGER DEFAULT 2 NOT NULL, 
	active BOOLEAN DEFAULT 1 NOT NULL, 
	created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	created_by_id INTEGER, 
	updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	updated_by_id INTEGER, 
	version INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT pk_base_currency PRIMARY KEY (id), 
	CONSTRAINT ck_base_currency_digits_in_range CHECK (digits >= 0 and digits <= 4), 
	CONSTRAINT uq_base_currency_code UNIQUE (code)
);
INSERT INTO "base_currency" VALUES(1,'EUR','Euro','€',2,1,'2026-11-24 18:55:56.264197',NULL,'2026-11-24 18:55:56.264197',NULL,1);
INSERT INTO "base_currency" VALUES(2,'USD','US dollar','$',2,1,'2026-11-24 18:55:56.267569',NULL,'2026-11-24 18:55:56.267569',NULL,1);
INSERT INTO "base_currency" VALUES(3,'GBP','Pound sterling','£',2,1,'2026-11-24 18:55:56.278313',NULL,'2026-11-24 18:55:56.278313',NULL,1);
INSERT INTO "base_currency" VALUES(4,'JPY','Japanese yen','¥',0,1,'2026-11-24 18:55:56.279381',NULL,'2026-11-24 18:55:56.279381',NULL,1);
CREATE TABLE base_role (
	id INTEGER NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	title VARCHAR(200) NOT NULL, 
	addon VARCHAR(80) NOT NULL, 
	implied VARCHAR(1000) DEFAULT '' NOT NULL, 
	active BOOLEAN DEFAULT 1 NOT NULL, 
	created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	created_by_id INTEGER, 
	updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	updated_by_id INTEGER, 
	version INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT pk_base_role PRIMARY KEY (id), 
	CONSTRAINT uq_base_role_name UNIQUE (name)
);
INSERT INTO "base_role" VALUES(1,'base.user','Internal user','base','',1,'2026-11-24 18:55:56.465583',NULL,'2026-11-24 18:55:56.465583',NULL,1);
INSERT INTO "base_role" VALUES(2,'base.settings','Settings','base','Internal user',1,'2026-11-24 18:55:56.465583',NULL,'2026-11-24 18:55:56.465583',NULL,1);
INSERT INTO "base_role" VALUES(3,'base.portal','Portal','base','',1,'2026-11-24 18:55:56.465583',NULL,'2026-11-24 18:55:56.465583',NULL,1);
INSERT INTO "base_role" VALUES(4,'base.public','Public','base','',1,'2026-11-24 18:55:56.465583',NULL,'2026-11-24 18:55:56.465583',NULL,1);
INSERT INTO "base_role" VALUES(5,'helpdesk.user','Helpdesk user','helpdesk','Internal user',1,'2026-11-24 18:55:56.465583',NULL,'2026-11-24 18:55:56.465583',NULL,1);
INSERT INTO "base_role" VALUES(6,'helpdesk.manager','Helpdesk manager','helpdesk','Helpdesk user',1,'2026-11-24 18:55:56.465583',NULL,'2026-11-24 18:55:56.465583',NULL,1);
INSERT INTO "base_role" VALUES(7,'sale.user','Sales user','sale','Internal user',1,'2026-11-24 18:55:56.465583',NULL,'2026-11-24 18:55:56.465583',NULL,1);
INSERT INTO "base_role" VALUES(8,'sale.manager','Sales manager','sale','Sales user',1,'2026-11-24 18:55:56.465583',NULL,'2026-11-24 18:55:56.465583',NULL,1);
INSERT INTO "base_role" VALUES(9,'stock.user','Inventory user','stock','Internal user',1,'2026-11-24 18:55:56.465583',NULL,'2026-11-24 18:55:56.465583',NULL,1);
INSERT INTO "base_role" VALUES(10,'stock.manager','Inventory manager','stock','Inventory user',1,'2026-11-24 18:55:56.465583',NULL,'2026-11-24 18:55:56.465583',NULL,1);
CREATE TABLE base_saved_search (
	id INTEGER NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	page VARCHAR(120) NOT NULL, 
	"query" VARCHAR(2000) DEFAULT '' NOT NULL, 
	owner_id INTEGER NOT NULL, 
	shared BOOLEAN DEFAULT 0 NOT NULL, 
	is_default BOOLEAN DEFAULT 0 NOT NULL, 
	created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	created_by_id INTEGER, 
	updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	updated_by_id INTEGER, 
	version INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT pk_base_saved_search PRIMARY KEY (id), 
	CONSTRAINT fk_base_saved_search_owner_id FOREIGN KEY(owner_id) REFERENCES base_user (id) ON DELETE CASCADE
);
CREATE TABLE base_unit (
	id INTEGER NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	digits INTEGER DEFAULT 0 NOT NULL, 
	active BOOLEAN DEFAULT 1 NOT NULL, 
	created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	created_by_id INTEGER, 
	updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	updated_by_id INTEGER, 
	version INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT pk_base_unit PRIMARY KEY (id), 
	CONSTRAINT ck_base_unit_digits_in_range CHECK (digits >= 0 and digits <= 3), 
	CONSTRAINT uq_base_unit_name UNIQUE (name)
);
INSERT INTO "base_unit" VALUES(1,'Units',0,1,'2026-11-24 18:55:56.285823',NULL,'2026-11-24 18:55:56.285823',NULL,1);
INSERT INTO "base_unit" VALUES(2,'Hours',2,1,'2026-11-24 18:55:56.290469',NULL,'2026-11-24 18:55:56.290469',NULL,1);
INSERT INTO "base_unit" VALUES(3,'Days',2,1,'2026-11-24 18:55:56.291290',NULL,'2026-11-24 18:55:56.291290',NULL,1);
INSERT INTO "base_unit" VALUES(4,'kg',3,1,'2026-11-24 18:55:56.303236',NULL,'2026-11-24 18:55:56.303236',NULL,1);
INSERT INTO "base_unit" VALUES(5,'m',2,1,'2026-11-24 18:55:56.304145',NULL,'2026-11-24 18:55:56.304145',NULL,1);
INSERT INTO "base_unit" VALUES(6,'l',3,1,'2026-11-24 18:55:56.304759',NULL,'2026-11-24 18:55:56.304759',NULL,1);
CREATE TABLE base_user (
	id INTEGER NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	login VARCHAR(254) NOT NULL, 
	company_id INTEGER, 
	contact_id INTEGER, 
	locale VARCHAR(40) DEFAULT 'en' NOT NULL, 
	zone VARCHAR(40) DEFAULT 'UTC' NOT NULL, 
	scheme VARCHAR(40) DEFAULT 'auto' NOT NULL, 
	single_keys BOOLEAN DEFAULT 1 NOT NULL, 
	active BOOLEAN DEFAULT 1 NOT NULL, 
	created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	created_by_id INTEGER, 
	updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	updated_by_id INTEGER, 
	version INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT pk_base_user PRIMARY KEY (id), 
	CONSTRAINT fk_base_user_company_id FOREIGN KEY(company_id) REFERENCES base_company (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_base_user_contact_id FOREIGN KEY(contact_id) REFERENCES base_contact (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_base_user_login UNIQUE (login)
);
INSERT INTO "base_user" VALUES(1,'Mara Admin','admin@example.com',1,14,'en_GB','Europe/Berlin','auto',1,1,'2026-11-24 18:55:56.587391',NULL,'2026-11-24 18:55:59.373829',NULL,6);
INSERT INTO "base_user" VALUES(2,'Priya Raman','manager@example.com',1,15,'en_GB','Europe/Berlin','auto',1,1,'2026-11-24 18:55:56.710728',NULL,'2026-11-24 18:55:59.373829',NULL,4);
INSERT INTO "base_user" VALUES(3,'Jonas Keller','agent@example.com',1,16,'en_GB','Europe/Berlin','auto',1,1,'2026-11-24 18:55:56.809649',NULL,'2026-11-24 18:55:59.373829',NULL,4);
INSERT INTO "base_user" VALUES(4,'Lena Hoffmann','stock@example.com',1,17,'en_GB','Europe/Berlin','auto',1,1,'2026-11-24 18:55:56.868809',NULL,'2026-11-24 18:55:59.373829',NULL,4);
INSERT INTO "base_user" VALUES(5,'David Okafor','sales@example.com',1,18,'en_GB','Europe/Berlin','auto',1,1,'2026-11-24 18:55:56.934943',NULL,'2026-11-24 18:55:59.373829',NULL,4);
INSERT INTO "base_user" VALUES(6,'Amelie Brandt','amelie@example.com',1,9,'en_GB','Europe/Berlin','auto',1,1,'2026-11-24 18:55:57.015874',NULL,'2026-11-24 18:55:57.089339',NULL,2);
CREATE TABLE core_addon (
	id INTEGER NOT NULL, 
	name VARCHAR(41) NOT NULL, 
	version VARCHAR(40) NOT NULL, 
	state VARCHAR(40) DEFAULT 'installed' NOT NULL, 
	installed_at DATETIME NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_core_addon PRIMARY KEY (id), 
	CONSTRAINT uq_core_addon_name UNIQUE (name)
);
INSERT INTO "core_addon" VALUES(1,'base','1.0','installed','2026-11-24 18:55:56.252175','e27f44546fd21dcf71f25e259366c220ad9a6ce252bc2b518170cb6318b2a41c');
INSERT INTO "core_addon" VALUES(2,'mail','1.0','installed','2026-11-24 18:55:56.354182','703ff66336352fcaff831f26b2bda9059758a8b8bf118677b2094434a148a20e');
INSERT INTO "core_addon" VALUES(3,'helpdesk','1.0','installed','2026-11-24 18:55:56.354935','deb4b51db07576dabd2e64aa04097e3b46a1663d4023a19f32e3f9ff0c85ecc2');
INSERT INTO "core_addon" VALUES(4,'product','1.0','installed','2026-11-24 18:55:56.377256','f5497015e140f61333a162c788ca025b0c48302313b2a97833eed7f4a35df280');
INSERT INTO "core_addon" VALUES(5,'sale','1.0','installed','2026-11-24 18:55:56.387111','ba9241cdbbb67e87c420c31a00a532beb896287cbc1ccb2ea2882158e703fbd6');
INSERT INTO "core_addon" VALUES(6,'helpdesk_sale','1.0','installed','2026-11-24 18:55:56.388685','aa536f2e5a8513f6dc6e347916e3f5454c78eeb93b8694505e57a3cd14bf9b05');
INSERT INTO "core_addon" VALUES(7,'stock','1.0','installed','2026-11-24 18:55:56.391277','f7becf8c4ae425fd79b3ecc8b8b2272ab77d9915795d568b57f0e301ecf9b4ff');
INSERT INTO "core_addon" VALUES(8,'sale_stock','1.0','installed','2026-11-24 18:55:56.433369','5f18658c94def061e5bef3309144bb8d76d285fa9877e24e1befc49460e9bb7b');
INSERT INTO "core_addon" VALUES(9,'helpdesk_return','1.0','installed','2026-11-24 18:55:56.447508','d4957f8dc30b027452b7d50e4870c07c6a6852c135c0cfb7ca7e663efcc4bcbc');
CREATE TABLE core_api_key (
	id INTEGER NOT NULL, 
	key_hash VARCHAR(64) NOT NULL, 
	user_id INTEGER NOT NULL, 
	purpose VARCHAR(80) NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME, 
	CONSTRAINT pk_core_api_key PRIMARY KEY (id), 
	CONSTRAINT uq_core_api_key_key_hash UNIQUE (key_hash)
);
CREATE TABLE core_attempt (
	id INTEGER NOT NULL, 
	"key" VARCHAR(64) NOT NULL, 
	count INTEGER DEFAULT 0 NOT NULL, 
	until DATETIME NOT NULL, 
	CONSTRAINT pk_core_attempt PRIMARY KEY (id), 
	CONSTRAINT uq_core_attempt_key UNIQUE ("key")
);
CREATE TABLE core_audit_entry (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	user_id INTEGER, 
	user_name VARCHAR(200) NOT NULL, 
	operation VARCHAR(40) NOT NULL, 
	record_model VARCHAR(80) NOT NULL, 
	record_id INTEGER NOT NULL, 
	changes JSON NOT NULL, 
	reason VARCHAR(400) DEFAULT '' NOT NULL, 
	CONSTRAINT pk_core_audit_entry PRIMARY KEY (id)
);
INSERT INTO "core_audit_entry" VALUES(1,'2026-11-24 18:55:59.410490',NULL,'System','create','base.company',1,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Fahrwind Bikes"}, {"field": "currency", "label": "Currency", "kind": "many2one", "old": null, "new": "EUR"}]','');
INSERT INTO "core_audit_entry" VALUES(2,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.location',1,'[{"field": "usable_for_returns", "label": "Usable for Returns", "kind": "boolean", "old": null, "new": false}]','');
INSERT INTO "core_audit_entry" VALUES(3,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.location',2,'[{"field": "usable_for_returns", "label": "Usable for Returns", "kind": "boolean", "old": null, "new": false}]','');
INSERT INTO "core_audit_entry" VALUES(4,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.location',3,'[{"field": "usable_for_returns", "label": "Usable for Returns", "kind": "boolean", "old": null, "new": false}]','');
INSERT INTO "core_audit_entry" VALUES(5,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.location',4,'[{"field": "usable_for_returns", "label": "Usable for Returns", "kind": "boolean", "old": null, "new": false}]','');
INSERT INTO "core_audit_entry" VALUES(6,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.location',5,'[{"field": "usable_for_returns", "label": "Usable for Returns", "kind": "boolean", "old": null, "new": false}]','');
INSERT INTO "core_audit_entry" VALUES(7,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.location',6,'[{"field": "usable_for_returns", "label": "Usable for Returns", "kind": "boolean", "old": null, "new": false}]','');
INSERT INTO "core_audit_entry" VALUES(8,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.location',7,'[{"field": "usable_for_returns", "label": "Usable for Returns", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(9,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.location',8,'[{"field": "usable_for_returns", "label": "Usable for Returns", "kind": "boolean", "old": null, "new": false}]','');
INSERT INTO "core_audit_entry" VALUES(10,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.location',9,'[{"field": "usable_for_returns", "label": "Usable for Returns", "kind": "boolean", "old": null, "new": false}]','');
INSERT INTO "core_audit_entry" VALUES(11,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.location',10,'[{"field": "usable_for_returns", "label": "Usable for Returns", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(12,'2026-11-24 18:55:59.410490',NULL,'System','create','base.contact',1,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Fahrwind Bikes"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": true}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "service@fahrwind.example"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(13,'2026-11-24 18:55:59.410490',NULL,'System','create','base.contact',2,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Marta Nowak"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": false}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "marta.nowak@mail.example"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(14,'2026-11-24 18:55:59.410490',NULL,'System','create','base.contact',3,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Jean Perrin"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": false}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "jean.perrin@mail.example"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(15,'2026-11-24 18:55:59.410490',NULL,'System','create','base.contact',4,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Sofia Rinaldi"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": false}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "sofia.rinaldi@mail.example"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(16,'2026-11-24 18:55:59.410490',NULL,'System','create','base.contact',5,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Karl Weber"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": false}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "karl.weber@mail.example"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": false}]','');
INSERT INTO "core_audit_entry" VALUES(17,'2026-11-24 18:55:59.410490',NULL,'System','create','base.contact',6,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Veloria Kurierdienst GmbH"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": true}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "office@veloria.example"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(18,'2026-11-24 18:55:59.410490',NULL,'System','create','base.contact',7,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "R\u00fcckenwind Fahrr\u00e4der e.K."}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": true}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "laden@rueckenwind.example"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(19,'2026-11-24 18:55:59.410490',NULL,'System','create','base.contact',8,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Northwheel Cycles Ltd"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": true}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "hello@northwheel.example"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(20,'2026-11-24 18:55:59.410490',NULL,'System','create','base.contact',9,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Amelie Brandt"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": false}, {"field": "parent", "label": "Belongs to", "kind": "many2one", "old": null, "new": "Veloria Kurierdienst GmbH"}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "amelie.brandt@veloria.example"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(21,'2026-11-24 18:55:59.410490',NULL,'System','create','base.contact',10,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Tobias Lenz"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": false}, {"field": "parent", "label": "Belongs to", "kind": "many2one", "old": null, "new": "Veloria Kurierdienst GmbH"}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "tobias.lenz@veloria.example"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(22,'2026-11-24 18:55:59.410490',NULL,'System','create','base.contact',11,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Veloria, depot Altona"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": false}, {"field": "parent", "label": "Belongs to", "kind": "many2one", "old": null, "new": "Veloria Kurierdienst GmbH"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(23,'2026-11-24 18:55:59.410490',NULL,'System','create','base.contact',12,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Henrike Scholz"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": false}, {"field": "parent", "label": "Belongs to", "kind": "many2one", "old": null, "new": "R\u00fcckenwind Fahrr\u00e4der e.K."}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "henrike@rueckenwind.example"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(24,'2026-11-24 18:55:59.410490',NULL,'System','create','base.contact',13,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Oliver Hughes"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": false}, {"field": "parent", "label": "Belongs to", "kind": "many2one", "old": null, "new": "Northwheel Cycles Ltd"}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "oliver.hughes@northwheel.example"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(25,'2026-11-24 18:55:59.410490',NULL,'System','create','base.user',1,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Mara Admin"}, {"field": "login", "label": "Email", "kind": "text", "old": null, "new": "admin@example.com"}, {"field": "roles", "label": "Roles", "kind": "many2many", "old": [], "new": ["Settings", "Helpdesk manager", "Sales manager", "Inventory manager"]}, {"field": "companies", "label": "Companies", "kind": "many2many", "old": [], "new": ["Fahrwind Bikes"]}, {"field": "company", "label": "Company", "kind": "many2one", "old": null, "new": "Fahrwind Bikes"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(26,'2026-11-24 18:55:59.410490',NULL,'System','create','base.user',2,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Priya Raman"}, {"field": "login", "label": "Email", "kind": "text", "old": null, "new": "manager@example.com"}, {"field": "roles", "label": "Roles", "kind": "many2many", "old": [], "new": ["Internal user", "Helpdesk manager"]}, {"field": "companies", "label": "Companies", "kind": "many2many", "old": [], "new": ["Fahrwind Bikes"]}, {"field": "company", "label": "Company", "kind": "many2one", "old": null, "new": "Fahrwind Bikes"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(27,'2026-11-24 18:55:59.410490',NULL,'System','create','base.user',3,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Jonas Keller"}, {"field": "login", "label": "Email", "kind": "text", "old": null, "new": "agent@example.com"}, {"field": "roles", "label": "Roles", "kind": "many2many", "old": [], "new": ["Internal user", "Helpdesk user"]}, {"field": "companies", "label": "Companies", "kind": "many2many", "old": [], "new": ["Fahrwind Bikes"]}, {"field": "company", "label": "Company", "kind": "many2one", "old": null, "new": "Fahrwind Bikes"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(28,'2026-11-24 18:55:59.410490',NULL,'System','create','base.user',4,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Lena Hoffmann"}, {"field": "login", "label": "Email", "kind": "text", "old": null, "new": "stock@example.com"}, {"field": "roles", "label": "Roles", "kind": "many2many", "old": [], "new": ["Internal user", "Inventory user"]}, {"field": "companies", "label": "Companies", "kind": "many2many", "old": [], "new": ["Fahrwind Bikes"]}, {"field": "company", "label": "Company", "kind": "many2one", "old": null, "new": "Fahrwind Bikes"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(29,'2026-11-24 18:55:59.410490',NULL,'System','create','base.user',5,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "David Okafor"}, {"field": "login", "label": "Email", "kind": "text", "old": null, "new": "sales@example.com"}, {"field": "roles", "label": "Roles", "kind": "many2many", "old": [], "new": ["Internal user", "Sales user"]}, {"field": "companies", "label": "Companies", "kind": "many2many", "old": [], "new": ["Fahrwind Bikes"]}, {"field": "company", "label": "Company", "kind": "many2one", "old": null, "new": "Fahrwind Bikes"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(30,'2026-11-24 18:55:59.410490',NULL,'System','create','base.user',6,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Amelie Brandt"}, {"field": "login", "label": "Email", "kind": "text", "old": null, "new": "amelie@example.com"}, {"field": "roles", "label": "Roles", "kind": "many2many", "old": [], "new": ["Portal"]}, {"field": "companies", "label": "Companies", "kind": "many2many", "old": [], "new": ["Fahrwind Bikes"]}, {"field": "company", "label": "Company", "kind": "many2one", "old": null, "new": "Fahrwind Bikes"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(31,'2026-11-24 18:55:59.410490',NULL,'System','create','helpdesk.team',1,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "E-bike service"}, {"field": "company", "label": "Company", "kind": "many2one", "old": null, "new": "Fahrwind Bikes"}, {"field": "members", "label": "Members", "kind": "many2many", "old": [], "new": ["Priya Raman", "Jonas Keller"]}, {"field": "visibility", "label": "Visible to", "kind": "choice", "old": null, "new": "public"}, {"field": "stages", "label": "Stages", "kind": "many2many", "old": [], "new": ["New", "In Progress", "On Hold", "Solved", "Cancelled"]}, {"field": "auto_assign", "label": "Assign Automatically", "kind": "boolean", "old": null, "new": false}, {"field": "assign_method", "label": "Assignment Method", "kind": "choice", "old": null, "new": "equal_count"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}, {"field": "use_returns", "label": "Returns", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(32,'2026-11-24 18:55:59.410490',NULL,'System','create','helpdesk.team',2,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Workshop Hamburg"}, {"field": "company", "label": "Company", "kind": "many2one", "old": null, "new": "Fahrwind Bikes"}, {"field": "visibility", "label": "Visible to", "kind": "choice", "old": null, "new": "company"}, {"field": "stages", "label": "Stages", "kind": "many2many", "old": [], "new": ["New", "In Progress", "On Hold", "Solved", "Cancelled"]}, {"field": "auto_assign", "label": "Assign Automatically", "kind": "boolean", "old": null, "new": false}, {"field": "assign_method", "label": "Assignment Method", "kind": "choice", "old": null, "new": "equal_count"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}, {"field": "use_returns", "label": "Returns", "kind": "boolean", "old": null, "new": false}]','');
INSERT INTO "core_audit_entry" VALUES(33,'2026-11-24 18:55:59.410490',NULL,'System','create','helpdesk.ticket',1,'[{"field": "title", "label": "Title", "kind": "text", "old": null, "new": "Second key for the folding lock"}, {"field": "team", "label": "Team", "kind": "many2one", "old": null, "new": "Workshop Hamburg"}, {"field": "stage", "label": "Stage", "kind": "many2one", "old": null, "new": "Cancelled"}, {"field": "assignee", "label": "Assigned to", "kind": "many2one", "old": null, "new": "Priya Raman"}, {"field": "priority", "label": "Priority", "kind": "choice", "old": null, "new": "0"}, {"field": "type", "label": "Type", "kind": "many2one", "old": null, "new": "Question"}, {"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Marta Nowak"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}, {"field": "sales_order", "label": "Sales Order", "kind": "many2one", "old": null, "new": "SO-00002"}, {"field": "product", "label": "Product", "kind": "many2one", "old": null, "new": "Folding lock 90 cm"}]','');
INSERT INTO "core_audit_entry" VALUES(34,'2026-11-24 18:55:59.410490',NULL,'System','create','helpdesk.ticket',2,'[{"field": "title", "label": "Title", "kind": "text", "old": null, "new": "Chain skips under load"}, {"field": "team", "label": "Team", "kind": "many2one", "old": null, "new": "Workshop Hamburg"}, {"field": "stage", "label": "Stage", "kind": "many2one", "old": null, "new": "Solved"}, {"field": "assignee", "label": "Assigned to", "kind": "many2one", "old": null, "new": "Priya Raman"}, {"field": "priority", "label": "Priority", "kind": "choice", "old": null, "new": "1"}, {"field": "type", "label": "Type", "kind": "many2one", "old": null, "new": "Complaint"}, {"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Marta Nowak"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}, {"field": "sales_order", "label": "Sales Order", "kind": "many2one", "old": null, "new": "SO-00002"}, {"field": "product", "label": "Product", "kind": "many2one", "old": null, "new": "Fahrwind City 2"}]','');
INSERT INTO "core_audit_entry" VALUES(35,'2026-11-24 18:55:59.410490',NULL,'System','create','helpdesk.ticket',3,'[{"field": "title", "label": "Title", "kind": "text", "old": null, "new": "Ordered the wrong bike"}, {"field": "team", "label": "Team", "kind": "many2one", "old": null, "new": "E-bike service"}, {"field": "stage", "label": "Stage", "kind": "many2one", "old": null, "new": "Cancelled"}, {"field": "assignee", "label": "Assigned to", "kind": "many2one", "old": null, "new": "Jonas Keller"}, {"field": "priority", "label": "Priority", "kind": "choice", "old": null, "new": "0"}, {"field": "type", "label": "Type", "kind": "many2one", "old": null, "new": "Question"}, {"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Sofia Rinaldi"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}, {"field": "product", "label": "Product", "kind": "many2one", "old": null, "new": "Fahrwind City 2"}]','');
INSERT INTO "core_audit_entry" VALUES(36,'2026-11-24 18:55:59.410490',NULL,'System','create','helpdesk.ticket',4,'[{"field": "title", "label": "Title", "kind": "text", "old": null, "new": "Helmet straps are too short"}, {"field": "team", "label": "Team", "kind": "many2one", "old": null, "new": "E-bike service"}, {"field": "stage", "label": "Stage", "kind": "many2one", "old": null, "new": "Solved"}, {"field": "assignee", "label": "Assigned to", "kind": "many2one", "old": null, "new": "Jonas Keller"}, {"field": "priority", "label": "Priority", "kind": "choice", "old": null, "new": "1"}, {"field": "type", "label": "Type", "kind": "many2one", "old": null, "new": "Complaint"}, {"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Oliver Hughes"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}, {"field": "sales_order", "label": "Sales Order", "kind": "many2one", "old": null, "new": "SO-00003"}, {"field": "product", "label": "Product", "kind": "many2one", "old": null, "new": "Helmet Kopfschutz M"}]','');
INSERT INTO "core_audit_entry" VALUES(37,'2026-11-24 18:55:59.410490',NULL,'System','create','helpdesk.ticket',5,'[{"field": "title", "label": "Title", "kind": "text", "old": null, "new": "Brakes squeal after 200 km"}, {"field": "team", "label": "Team", "kind": "many2one", "old": null, "new": "Workshop Hamburg"}, {"field": "stage", "label": "Stage", "kind": "many2one", "old": null, "new": "On Hold"}, {"field": "assignee", "label": "Assigned to", "kind": "many2one", "old": null, "new": "Priya Raman"}, {"field": "priority", "label": "Priority", "kind": "choice", "old": null, "new": "1"}, {"field": "type", "label": "Type", "kind": "many2one", "old": null, "new": "Complaint"}, {"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Amelie Brandt"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}, {"field": "sales_order", "label": "Sales Order", "kind": "many2one", "old": null, "new": "SO-00001"}, {"field": "product", "label": "Product", "kind": "many2one", "old": null, "new": "Fahrwind Cargo One"}]','');
INSERT INTO "core_audit_entry" VALUES(38,'2026-11-24 18:55:59.410490',NULL,'System','create','helpdesk.ticket',6,'[{"field": "title", "label": "Title", "kind": "text", "old": null, "new": "Motor cuts out on steep climbs"}, {"field": "team", "label": "Team", "kind": "many2one", "old": null, "new": "E-bike service"}, {"field": "stage", "label": "Stage", "kind": "many2one", "old": null, "new": "On Hold"}, {"field": "assignee", "label": "Assigned to", "kind": "many2one", "old": null, "new": "Priya Raman"}, {"field": "priority", "label": "Priority", "kind": "choice", "old": null, "new": "3"}, {"field": "type", "label": "Type", "kind": "many2one", "old": null, "new": "Warranty claim"}, {"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Oliver Hughes"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}, {"field": "sales_order", "label": "Sales Order", "kind": "many2one", "old": null, "new": "SO-00003"}, {"field": "product", "label": "Product", "kind": "many2one", "old": null, "new": "Fahrwind Trail 5"}]','');
INSERT INTO "core_audit_entry" VALUES(39,'2026-11-24 18:55:59.410490',NULL,'System','create','helpdesk.ticket',7,'[{"field": "title", "label": "Title", "kind": "text", "old": null, "new": "Rear light loses contact in rain"}, {"field": "team", "label": "Team", "kind": "many2one", "old": null, "new": "Workshop Hamburg"}, {"field": "stage", "label": "Stage", "kind": "many2one", "old": null, "new": "In Progress"}, {"field": "assignee", "label": "Assigned to", "kind": "many2one", "old": null, "new": "Priya Raman"}, {"field": "priority", "label": "Priority", "kind": "choice", "old": null, "new": "1"}, {"field": "type", "label": "Type", "kind": "many2one", "old": null, "new": "Complaint"}, {"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Tobias Lenz"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}, {"field": "product", "label": "Product", "kind": "many2one", "old": null, "new": "Fahrwind Cargo One"}]','');
INSERT INTO "core_audit_entry" VALUES(40,'2026-11-24 18:55:59.410490',NULL,'System','create','helpdesk.ticket',8,'[{"field": "title", "label": "Title", "kind": "text", "old": null, "new": "Batteries drain within 15 km"}, {"field": "team", "label": "Team", "kind": "many2one", "old": null, "new": "E-bike service"}, {"field": "stage", "label": "Stage", "kind": "many2one", "old": null, "new": "In Progress"}, {"field": "assignee", "label": "Assigned to", "kind": "many2one", "old": null, "new": "Jonas Keller"}, {"field": "priority", "label": "Priority", "kind": "choice", "old": null, "new": "2"}, {"field": "type", "label": "Type", "kind": "many2one", "old": null, "new": "Warranty claim"}, {"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Amelie Brandt"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}, {"field": "sales_order", "label": "Sales Order", "kind": "many2one", "old": null, "new": "SO-00001"}, {"field": "product", "label": "Product", "kind": "many2one", "old": null, "new": "PowerCell 500 Wh battery"}]','');
INSERT INTO "core_audit_entry" VALUES(41,'2026-11-24 18:55:59.410490',NULL,'System','create','helpdesk.ticket',9,'[{"field": "title", "label": "Title", "kind": "text", "old": null, "new": "Where is my order?"}, {"field": "team", "label": "Team", "kind": "many2one", "old": null, "new": "E-bike service"}, {"field": "stage", "label": "Stage", "kind": "many2one", "old": null, "new": "In Progress"}, {"field": "assignee", "label": "Assigned to", "kind": "many2one", "old": null, "new": "Jonas Keller"}, {"field": "priority", "label": "Priority", "kind": "choice", "old": null, "new": "1"}, {"field": "type", "label": "Type", "kind": "many2one", "old": null, "new": "Question"}, {"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Jean Perrin"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}, {"field": "sales_order", "label": "Sales Order", "kind": "many2one", "old": null, "new": "SO-00004"}]','');
INSERT INTO "core_audit_entry" VALUES(42,'2026-11-24 18:55:59.410490',NULL,'System','create','helpdesk.ticket',10,'[{"field": "title", "label": "Title", "kind": "text", "old": null, "new": "How do I store the battery in winter?"}, {"field": "team", "label": "Team", "kind": "many2one", "old": null, "new": "E-bike service"}, {"field": "stage", "label": "Stage", "kind": "many2one", "old": null, "new": "New"}, {"field": "priority", "label": "Priority", "kind": "choice", "old": null, "new": "0"}, {"field": "type", "label": "Type", "kind": "many2one", "old": null, "new": "Question"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(43,'2026-11-24 18:55:59.410490',NULL,'System','create','helpdesk.ticket',11,'[{"field": "title", "label": "Title", "kind": "text", "old": null, "new": "Display flickers"}, {"field": "team", "label": "Team", "kind": "many2one", "old": null, "new": "E-bike service"}, {"field": "stage", "label": "Stage", "kind": "many2one", "old": null, "new": "New"}, {"field": "priority", "label": "Priority", "kind": "choice", "old": null, "new": "1"}, {"field": "type", "label": "Type", "kind": "many2one", "old": null, "new": "Warranty claim"}, {"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Marta Nowak"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}, {"field": "sales_order", "label": "Sales Order", "kind": "many2one", "old": null, "new": "SO-00002"}, {"field": "product", "label": "Product", "kind": "many2one", "old": null, "new": "Fahrwind City 2"}]','');
INSERT INTO "core_audit_entry" VALUES(44,'2026-11-24 18:55:59.410490',NULL,'System','create','helpdesk.ticket',12,'[{"field": "title", "label": "Title", "kind": "text", "old": null, "new": "Yearly inspection for twelve bikes"}, {"field": "team", "label": "Team", "kind": "many2one", "old": null, "new": "Workshop Hamburg"}, {"field": "stage", "label": "Stage", "kind": "many2one", "old": null, "new": "New"}, {"field": "priority", "label": "Priority", "kind": "choice", "old": null, "new": "0"}, {"field": "type", "label": "Type", "kind": "many2one", "old": null, "new": "Appointment"}, {"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Tobias Lenz"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(45,'2026-11-24 18:55:59.410490',NULL,'System','create','product.product',1,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Fahrwind Cargo One"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "FW-C1"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "goods"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "serial"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "4290.00"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Units"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "E-bikes"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": true}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(46,'2026-11-24 18:55:59.410490',NULL,'System','create','product.product',2,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Fahrwind City 2"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "FW-CT2"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "goods"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "serial"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "2790.00"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Units"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "E-bikes"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": true}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(47,'2026-11-24 18:55:59.410490',NULL,'System','create','product.product',3,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Fahrwind Trail 5"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "FW-T5"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "goods"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "serial"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "3690.00"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Units"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "E-bikes"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": true}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(48,'2026-11-24 18:55:59.410490',NULL,'System','create','product.product',4,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "PowerCell 500 Wh battery"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "PC-500"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "goods"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "lot"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "549.00"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Units"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "Batteries"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": true}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(49,'2026-11-24 18:55:59.410490',NULL,'System','create','product.product',5,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "PowerCell 750 Wh battery"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "PC-750"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "goods"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "lot"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "749.00"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Units"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "Batteries"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": true}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(50,'2026-11-24 18:55:59.410490',NULL,'System','create','product.product',6,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Charger 4 A"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "PC-CH4"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "goods"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "none"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "89.00"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Units"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "Accessories"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": true}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(51,'2026-11-24 18:55:59.410490',NULL,'System','create','product.product',7,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Helmet Kopfschutz M"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "AC-HM"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "goods"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "none"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "69.90"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Units"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "Accessories"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": true}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(52,'2026-11-24 18:55:59.410490',NULL,'System','create','product.product',8,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Folding lock 90 cm"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "AC-FL90"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "goods"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "none"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "59.00"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Units"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "Accessories"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": true}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(53,'2026-11-24 18:55:59.410490',NULL,'System','create','product.product',9,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Pannier set 2 x 20 l"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "AC-P20"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "goods"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "none"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "119.00"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Units"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "Accessories"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": true}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(54,'2026-11-24 18:55:59.410490',NULL,'System','create','product.product',10,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Display unit D3"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "SP-D3"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "goods"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "serial"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "139.00"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Units"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "Spare parts"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": false}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(55,'2026-11-24 18:55:59.410490',NULL,'System','create','product.product',11,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Brake pads, pair"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "SP-BP"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "consumable"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "none"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "18.50"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Units"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "Spare parts"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": false}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(56,'2026-11-24 18:55:59.410490',NULL,'System','create','product.product',12,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Chain 122 links"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "SP-CH"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "goods"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "none"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "32.00"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Units"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "Spare parts"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": false}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(57,'2026-11-24 18:55:59.410490',NULL,'System','create','product.product',13,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Brake hose"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "SP-BH"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "consumable"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "none"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "9.80"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "m"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "Spare parts"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": false}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(58,'2026-11-24 18:55:59.410490',NULL,'System','create','product.product',14,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Yearly inspection"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "SV-IN"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "service"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "none"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "99.00"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Units"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "Services"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": true}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(59,'2026-11-24 18:55:59.410490',NULL,'System','create','product.product',15,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Workshop labour"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "SV-LA"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "service"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "none"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "68.00"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Hours"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "Services"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": false}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(60,'2026-11-24 18:55:59.410490',NULL,'System','create','product.product',16,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Delivery and set-up"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "SV-DE"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "service"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "none"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "49.00"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Units"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "Services"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": true}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(61,'2026-11-24 18:55:59.410490',NULL,'System','create','product.product',17,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Fahrwind City 1 (discontinued)"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "FW-CT1"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "goods"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "serial"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "2390.00"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Units"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "E-bikes"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": false}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": false}]','');
INSERT INTO "core_audit_entry" VALUES(62,'2026-11-24 18:55:59.410490',NULL,'System','create','sale.order',1,'[{"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Amelie Brandt"}, {"field": "state", "label": "State", "kind": "choice", "old": null, "new": "confirmed"}]','');
INSERT INTO "core_audit_entry" VALUES(63,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.transfer',1,'[{"field": "contact", "label": "Contact", "kind": "many2one", "old": null, "new": "Amelie Brandt"}, {"field": "state", "label": "State", "kind": "choice", "old": null, "new": "done"}]','');
INSERT INTO "core_audit_entry" VALUES(64,'2026-11-24 18:55:59.410490',NULL,'System','create','sale.order',2,'[{"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Marta Nowak"}, {"field": "state", "label": "State", "kind": "choice", "old": null, "new": "confirmed"}]','');
INSERT INTO "core_audit_entry" VALUES(65,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.transfer',2,'[{"field": "contact", "label": "Contact", "kind": "many2one", "old": null, "new": "Marta Nowak"}, {"field": "state", "label": "State", "kind": "choice", "old": null, "new": "done"}]','');
INSERT INTO "core_audit_entry" VALUES(66,'2026-11-24 18:55:59.410490',NULL,'System','create','sale.order',3,'[{"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Oliver Hughes"}, {"field": "state", "label": "State", "kind": "choice", "old": null, "new": "confirmed"}]','');
INSERT INTO "core_audit_entry" VALUES(67,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.transfer',3,'[{"field": "contact", "label": "Contact", "kind": "many2one", "old": null, "new": "Oliver Hughes"}, {"field": "state", "label": "State", "kind": "choice", "old": null, "new": "done"}]','');
INSERT INTO "core_audit_entry" VALUES(68,'2026-11-24 18:55:59.410490',NULL,'System','create','sale.order',4,'[{"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Jean Perrin"}, {"field": "state", "label": "State", "kind": "choice", "old": null, "new": "confirmed"}]','');
INSERT INTO "core_audit_entry" VALUES(69,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.transfer',4,'[{"field": "contact", "label": "Contact", "kind": "many2one", "old": null, "new": "Jean Perrin"}, {"field": "state", "label": "State", "kind": "choice", "old": null, "new": "ready"}]','');
INSERT INTO "core_audit_entry" VALUES(70,'2026-11-24 18:55:59.410490',NULL,'System','create','sale.order',5,'[{"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Henrike Scholz"}, {"field": "state", "label": "State", "kind": "choice", "old": null, "new": "confirmed"}]','');
INSERT INTO "core_audit_entry" VALUES(71,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.transfer',5,'[{"field": "contact", "label": "Contact", "kind": "many2one", "old": null, "new": "Henrike Scholz"}, {"field": "state", "label": "State", "kind": "choice", "old": null, "new": "waiting"}]','');
INSERT INTO "core_audit_entry" VALUES(72,'2026-11-24 18:55:59.410490',NULL,'System','create','sale.order',6,'[{"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Sofia Rinaldi"}, {"field": "state", "label": "State", "kind": "choice", "old": null, "new": "quotation"}]','');
INSERT INTO "core_audit_entry" VALUES(73,'2026-11-24 18:55:59.410490',NULL,'System','create','sale.order',7,'[{"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Tobias Lenz"}, {"field": "state", "label": "State", "kind": "choice", "old": null, "new": "sent"}]','');
INSERT INTO "core_audit_entry" VALUES(74,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.transfer',6,'[{"field": "state", "label": "State", "kind": "choice", "old": null, "new": "done"}]','');
INSERT INTO "core_audit_entry" VALUES(75,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.lot',1,'[]','');
INSERT INTO "core_audit_entry" VALUES(76,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.lot',2,'[]','');
INSERT INTO "core_audit_entry" VALUES(77,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.lot',3,'[]','');
INSERT INTO "core_audit_entry" VALUES(78,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.lot',4,'[]','');
INSERT INTO "core_audit_entry" VALUES(79,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.lot',5,'[]','');
INSERT INTO "core_audit_entry" VALUES(80,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.lot',6,'[]','');
INSERT INTO "core_audit_entry" VALUES(81,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.lot',7,'[]','');
INSERT INTO "core_audit_entry" VALUES(82,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.lot',8,'[]','');
INSERT INTO "core_audit_entry" VALUES(83,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.lot',9,'[]','');
INSERT INTO "core_audit_entry" VALUES(84,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.lot',10,'[]','');
INSERT INTO "core_audit_entry" VALUES(85,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.lot',11,'[]','');
INSERT INTO "core_audit_entry" VALUES(86,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.lot',12,'[]','');
INSERT INTO "core_audit_entry" VALUES(87,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.lot',13,'[]','');
INSERT INTO "core_audit_entry" VALUES(88,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.transfer',7,'[{"field": "state", "label": "State", "kind": "choice", "old": null, "new": "done"}]','');
INSERT INTO "core_audit_entry" VALUES(89,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.lot',14,'[]','');
INSERT INTO "core_audit_entry" VALUES(90,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.lot',15,'[]','');
INSERT INTO "core_audit_entry" VALUES(91,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.lot',16,'[]','');
INSERT INTO "core_audit_entry" VALUES(92,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.transfer',8,'[{"field": "state", "label": "State", "kind": "choice", "old": null, "new": "done"}]','');
INSERT INTO "core_audit_entry" VALUES(93,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.transfer',9,'[{"field": "state", "label": "State", "kind": "choice", "old": null, "new": "done"}]','');
INSERT INTO "core_audit_entry" VALUES(94,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.lot',17,'[]','');
INSERT INTO "core_audit_entry" VALUES(95,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.lot',18,'[]','');
INSERT INTO "core_audit_entry" VALUES(96,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.transfer',10,'[{"field": "contact", "label": "Contact", "kind": "many2one", "old": null, "new": "Oliver Hughes"}, {"field": "state", "label": "State", "kind": "choice", "old": null, "new": "waiting"}]','');
INSERT INTO "core_audit_entry" VALUES(97,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.transfer',11,'[{"field": "contact", "label": "Contact", "kind": "many2one", "old": null, "new": "Oliver Hughes"}, {"field": "state", "label": "State", "kind": "choice", "old": null, "new": "done"}]','');
INSERT INTO "core_audit_entry" VALUES(98,'2026-11-24 18:55:59.410490',NULL,'System','create','stock.transfer',12,'[{"field": "contact", "label": "Contact", "kind": "many2one", "old": null, "new": "Amelie Brandt"}, {"field": "state", "label": "State", "kind": "choice", "old": null, "new": "ready"}]','');
INSERT INTO "core_audit_entry" VALUES(99,'2026-11-24 18:55:59.410490',NULL,'System','create','base.contact',14,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Mara Admin"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": false}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "admin@example.com"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(100,'2026-11-24 18:55:59.410490',NULL,'System','create','base.contact',15,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Priya Raman"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": false}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "manager@example.com"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(101,'2026-11-24 18:55:59.410490',NULL,'System','create','base.contact',16,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Jonas Keller"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": false}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "agent@example.com"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(102,'2026-11-24 18:55:59.410490',NULL,'System','create','base.contact',17,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Lena Hoffmann"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": false}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "stock@example.com"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
INSERT INTO "core_audit_entry" VALUES(103,'2026-11-24 18:55:59.410490',NULL,'System','create','base.contact',18,'[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "David Okafor"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": false}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "sales@example.com"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]','');
CREATE TABLE core_external_key (
	id INTEGER NOT NULL, 
	addon VARCHAR(41) NOT NULL, 
	"key" VARCHAR(120) NOT NULL, 
	model_name VARCHAR(80) NOT NULL, 
	record_id INTEGER NOT NULL, 
	CONSTRAINT pk_core_external_key PRIMARY KEY (id), 
	CONSTRAINT uq_core_external_key_addon_key UNIQUE (addon, "key")
);
INSERT INTO "core_external_key" VALUES(1,'base','eur','base.currency',1);
INSERT INTO "core_external_key" VALUES(2,'base','usd','base.currency',2);
INSERT INTO "core_external_key" VALUES(3,'base','gbp','base.currency',3);
INSERT INTO "core_external_key" VALUES(4,'base','jpy','base.currency',4);
INSERT INTO "core_external_key" VALUES(5,'base','unit','base.unit',1);
INSERT INTO "core_external_key" VALUES(6,'base','hour','base.unit',2);
INSERT INTO "core_external_key" VALUES(7,'base','day','base.unit',3);
INSERT INTO "core_external_key" VALUES(8,'base','kilogram','base.unit',4);
INSERT INTO "core_external_key" VALUES(9,'base','metre','base.unit',5);
INSERT INTO "core_external_key" VALUES(10,'base','litre','base.unit',6);
INSERT INTO "core_external_key" VALUES(11,'base','at','base.country',1);
INSERT INTO "core_external_key" VALUES(12,'base','au','base.country',2);
INSERT INTO "core_external_key" VALUES(13,'base','be','base.country',3);
INSERT INTO "core_external_key" VALUES(14,'base','br','base.country',4);
INSERT INTO "core_external_key" VALUES(15,'base','ca','base.country',5);
INSERT INTO "core_external_key" VALUES(16,'base','ch','base.country',6);
INSERT INTO "core_external_key" VALUES(17,'base','cn','base.country',7);
INSERT INTO "core_external_key" VALUES(18,'base','cz','base.country',8);
INSERT INTO "core_external_key" VALUES(19,'base','de','base.country',9);
INSERT INTO "core_external_key" VALUES(20,'base','dk','base.country',10);
INSERT INTO "core_external_key" VALUES(21,'base','es','base.country',11);
INSERT INTO "core_external_key" VALUES(22,'base','fi','base.country',12);
INSERT INTO "core_external_key" VALUES(23,'base','fr','base.country',13);
INSERT INTO "core_external_key" VALUES(24,'base','gb','base.country',14);
INSERT INTO "core_external_key" VALUES(25,'base','gr','base.country',15);
INSERT INTO "core_external_key" VALUES(26,'base','hu','base.country',16);
INSERT INTO "core_external_key" VALUES(27,'base','ie','base.country',17);
INSERT INTO "core_external_key" VALUES(28,'base','in','base.country',18);
INSERT INTO "core_external_key" VALUES(29,'base','it','base.country',19);
INSERT INTO "core_external_key" VALUES(30,'base','jp','base.country',20);
INSERT INTO "core_external_key" VALUES(31,'base','lu','base.country',21);
INSERT INTO "core_external_key" VALUES(32,'base','mx','base.country',22);
INSERT INTO "core_external_key" VALUES(33,'base','nl','base.country',23);
INSERT INTO "core_external_key" VALUES(34,'base','no','base.country',24);
INSERT INTO "core_external_key" VALUES(35,'base','nz','base.country',25);
INSERT INTO "core_external_key" VALUES(36,'base','pl','base.country',26);
INSERT INTO "core_external_key" VALUES(37,'base','pt','base.country',27);
INSERT INTO "core_external_key" VALUES(38,'base','ro','base.country',28);
INSERT INTO "core_external_key" VALUES(39,'base','se','base.country',29);
INSERT INTO "core_external_key" VALUES(40,'base','us','base.country',30);
INSERT INTO "core_external_key" VALUES(41,'base','company','base.company',1);
INSERT INTO "core_external_key" VALUES(42,'helpdesk','new','helpdesk.stage',1);
INSERT INTO "core_external_key" VALUES(43,'helpdesk','in_progress','helpdesk.stage',2);
INSERT INTO "core_external_key" VALUES(44,'helpdesk','on_hold','helpdesk.stage',3);
INSERT INTO "core_external_key" VALUES(45,'helpdesk','solved','helpdesk.stage',4);
INSERT INTO "core_external_key" VALUES(46,'helpdesk','cancelled','helpdesk.stage',5);
INSERT INTO "core_external_key" VALUES(47,'product','all','product.category',1);
INSERT INTO "core_external_key" VALUES(48,'stock','suppliers','stock.location',1);
INSERT INTO "core_external_key" VALUES(49,'stock','customers','stock.location',2);
INSERT INTO "core_external_key" VALUES(50,'stock','scrap','stock.location',3);
INSERT INTO "core_external_key" VALUES(51,'stock','production','stock.location',4);
INSERT INTO "core_external_key" VALUES(52,'stock','transit','stock.location',5);
INSERT INTO "core_external_key" VALUES(53,'base','dealer','base.contact_tag',1);
INSERT INTO "core_external_key" VALUES(54,'base','fleet','base.contact_tag',2);
INSERT INTO "core_external_key" VALUES(55,'base','fahrwind','base.contact',1);
INSERT INTO "core_external_key" VALUES(56,'base','marta','base.contact',2);
INSERT INTO "core_external_key" VALUES(57,'base','jean','base.contact',3);
INSERT INTO "core_external_key" VALUES(58,'base','sofia','base.contact',4);
INSERT INTO "core_external_key" VALUES(59,'base','former','base.contact',5);
INSERT INTO "core_external_key" VALUES(60,'base','veloria','base.contact',6);
INSERT INTO "core_external_key" VALUES(61,'base','rueckenwind','base.contact',7);
INSERT INTO "core_external_key" VALUES(62,'base','northwheel','base.contact',8);
INSERT INTO "core_external_key" VALUES(63,'base','amelie','base.contact',9);
INSERT INTO "core_external_key" VALUES(64,'base','tobias','base.contact',10);
INSERT INTO "core_external_key" VALUES(65,'base','veloria_depot','base.contact',11);
INSERT INTO "core_external_key" VALUES(66,'base','henrike','base.contact',12);
INSERT INTO "core_external_key" VALUES(67,'base','oliver','base.contact',13);
INSERT INTO "core_external_key" VALUES(68,'helpdesk','ebike_service','helpdesk.team',1);
INSERT INTO "core_external_key" VALUES(69,'helpdesk','workshop_hamburg','helpdesk.team',2);
INSERT INTO "core_external_key" VALUES(70,'helpdesk','question','helpdesk.type',1);
INSERT INTO "core_external_key" VALUES(71,'helpdesk','complaint','helpdesk.type',2);
INSERT INTO "core_external_key" VALUES(72,'helpdesk','warranty','helpdesk.type',3);
INSERT INTO "core_external_key" VALUES(73,'helpdesk','appointment','helpdesk.type',4);
INSERT INTO "core_external_key" VALUES(74,'helpdesk','battery','helpdesk.tag',1);
INSERT INTO "core_external_key" VALUES(75,'helpdesk','brakes','helpdesk.tag',2);
INSERT INTO "core_external_key" VALUES(76,'helpdesk','electronics','helpdesk.tag',3);
INSERT INTO "core_external_key" VALUES(77,'helpdesk','fleet','helpdesk.tag',4);
INSERT INTO "core_external_key" VALUES(78,'helpdesk','transport_damage','helpdesk.tag',5);
INSERT INTO "core_external_key" VALUES(79,'product','bikes','product.category',2);
INSERT INTO "core_external_key" VALUES(80,'product','batteries','product.category',3);
INSERT INTO "core_external_key" VALUES(81,'product','accessories','product.category',4);
INSERT INTO "core_external_key" VALUES(82,'product','parts','product.category',5);
INSERT INTO "core_external_key" VALUES(83,'product','services','product.category',6);
INSERT INTO "core_external_key" VALUES(84,'product','cargo','product.tag',1);
INSERT INTO "core_external_key" VALUES(85,'product','commuter','product.tag',2);
INSERT INTO "core_external_key" VALUES(86,'product','cargo_one','product.product',1);
INSERT INTO "core_external_key" VALUES(87,'product','city_two','product.product',2);
INSERT INTO "core_external_key" VALUES(88,'product','trail_five','product.product',3);
INSERT INTO "core_external_key" VALUES(89,'product','battery_500','product.product',4);
INSERT INTO "core_external_key" VALUES(90,'product','battery_750','product.product',5);
INSERT INTO "core_external_key" VALUES(91,'product','charger','product.product',6);
INSERT INTO "core_external_key" VALUES(92,'product','helmet','product.product',7);
INSERT INTO "core_external_key" VALUES(93,'product','lock','product.product',8);
INSERT INTO "core_external_key" VALUES(94,'product','pannier','product.product',9);
INSERT INTO "core_external_key" VALUES(95,'product','display','product.product',10);
INSERT INTO "core_external_key" VALUES(96,'product','brake_pads','product.product',11);
INSERT INTO "core_external_key" VALUES(97,'product','chain','product.product',12);
INSERT INTO "core_external_key" VALUES(98,'product','brake_hose','product.product',13);
INSERT INTO "core_external_key" VALUES(99,'product','inspection','product.product',14);
INSERT INTO "core_external_key" VALUES(100,'product','labour','product.product',15);
INSERT INTO "core_external_key" VALUES(101,'product','delivery','product.product',16);
INSERT INTO "core_external_key" VALUES(102,'product','city_one','product.product',17);
CREATE TABLE core_form_token (
	id INTEGER NOT NULL, 
	"key" VARCHAR(64) NOT NULL, 
	answer TEXT, 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_core_form_token PRIMARY KEY (id), 
	CONSTRAINT uq_core_form_token_key UNIQUE ("key")
);
CREATE TABLE core_sequence (
	id INTEGER NOT NULL, 
	name VARCHAR(120) NOT NULL, 
	last INTEGER DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_core_sequence PRIMARY KEY (id), 
	CONSTRAINT uq_core_sequence_name UNIQUE (name)
);
INSERT INTO "core_sequence" VALUES(1,'helpdesk.ticket',12);
INSERT INTO "core_sequence" VALUES(2,'sale.order',7);
INSERT INTO "core_sequence" VALUES(3,'stock.delivery',6);
INSERT INTO "core_sequence" VALUES(4,'stock.receipt',6);
CREATE TABLE core_session (
	id INTEGER NOT NULL, 
	key_hash VARCHAR(64) NOT NULL, 
	user_id INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	seen_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	address VARCHAR(60), 
	device VARCHAR(200), 
	CONSTRAINT pk_core_session PRIMARY KEY (id), 
	CONSTRAINT uq_core_session_key_hash UNIQUE (key_hash)
);
CREATE TABLE core_state (
	id INTEGER NOT NULL, 
	generation INTEGER DEFAULT 0 NOT NULL, 
	demonstration BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_core_state PRIMARY KEY (id), 
	CONSTRAINT ck_core_state_only_one CHECK (id = 1)
);
INSERT INTO "core_state" VALUES(1,1,1);
CREATE TABLE helpdesk_stage (
	id INTEGER NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	sequence INTEGER DEFAULT (10) NOT NULL, 
	folded BOOLEAN DEFAULT 0 NOT NULL, 
	proposed BOOLEAN DEFAULT 0 NOT NULL, 
	created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	created_by_id INTEGER, 
	updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	updated_by_id INTEGER, 
	version INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT pk_helpdesk_stage PRIMARY KEY (id)
);
INSERT INTO "helpdesk_stage" VALUES(1,'New',10,0,1,'2026-11-24 18:55:56.364191',NULL,'2026-11-24 18:55:56.364191',NULL,1);
INSERT INTO "helpdesk_stage" VALUES(2,'In Progress',20,0,1,'2026-11-24 18:55:56.367205',NULL,'2026-11-24 18:55:56.367205',NULL,1);
INSERT INTO "helpdesk_stage" VALUES(3,'On Hold',30,0,1,'2026-11-24 18:55:56.369724',NULL,'2026-11-24 18:55:56.369724',NULL,1);
INSERT INTO "helpdesk_stage" VALUES(4,'Solved',40,1,1,'2026-11-24 18:55:56.370467',NULL,'2026-11-24 18:55:56.370467',NULL,1);
INSERT INTO "helpdesk_stage" VALUES(5,'Cancelled',50,1,1,'2026-11-24 18:55:56.371104',NULL,'2026-11-24 18:55:56.371104',NULL,1);
CREATE TABLE helpdesk_tag (
	id INTEGER NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	created_by_id INTEGER, 
	updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	updated_by_id INTEGER, 
	version INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT pk_helpdesk_tag PRIMARY KEY (id), 
	CONSTRAINT uq_helpdesk_tag_name UNIQUE (name)
);
INSERT INTO "helpdesk_tag" VALUES(1,'battery','2026-11-24 18:55:57.132945',NULL,'2026-11-24 18:55:57.132945',NULL,1);
INSERT INTO "helpdesk_tag" VALUES(2,'brakes','2026-11-24 18:55:57.134745',NULL,'2026-11-24 18:55:57.134745',NULL,1);
INSERT INTO "helpdesk_tag" VALUES(3,'electronics','2026-11-24 18:55:57.135300',NULL,'2026-11-24 18:55:57.135300',NULL,1);
INSERT INTO "helpdesk_tag" VALUES(4,'fleet','2026-11-24 18:55:57.135775',NULL,'2026-11-24 18:55:57.135775',NULL,1);
INSERT INTO "helpdesk_tag" VALUES(5,'transport damage','2026-11-24 18:55:57.138785',NULL,'2026-11-24 18:55:57.138785',NULL,1);
CREATE TABLE helpdesk_team (
	id INTEGER NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	description TEXT, 
	company_id INTEGER NOT NULL, 
	visibility VARCHAR(40) DEFAULT 'public' NOT NULL, 
	auto_assign BOOLEAN DEFAULT 0 NOT NULL, 
	assign_method VARCHAR(40) DEFAULT 'equal_count' NOT NULL, 
	active BOOLEAN DEFAULT 1 NOT NULL, 
	created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	created_by_id INTEGER, 
	updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	updated_by_id INTEGER, 
	version INTEGER DEFAULT 1 NOT NULL, use_returns BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_helpdesk_team PRIMARY KEY (id), 
	CONSTRAINT fk_helpdesk_team_company_id FOREIGN KEY(company_id) REFERENCES base_company (id) ON DELETE RESTRICT
);
INSERT INTO "helpdesk_team" VALUES(1,'E-bike service','<p>Questions, complaints and warranty claims about bikes and batteries.</p>',1,'public',0,'equal_count',1,'2026-11-24 18:55:57.102374',NULL,'2026-11-24 18:55:59.222036',NULL,3,1);
INSERT INTO "helpdesk_team" VALUES(2,'Workshop Hamburg','<p>Inspections and repairs for customers around Hamburg.</p>',1,'company',0,'equal_count',1,'2026-11-24 18:55:57.111461',NULL,'2026-11-24 18:55:57.111461',NULL,1,0);
CREATE TABLE helpdesk_ticket (
	id INTEGER NOT NULL, 
	number VARCHAR(20) NOT NULL, 
	title VARCHAR(200) NOT NULL, 
	description TEXT, 
	team_id INTEGER NOT NULL, 
	stage_id INTEGER NOT NULL, 
	assignee_id INTEGER, 
	priority VARCHAR(40) DEFAULT '0' NOT NULL, 
	type_id INTEGER, 
	customer_id INTEGER, 
	email VARCHAR(254), 
	phone VARCHAR(60), 
	company_id INTEGER NOT NULL, 
	closed_at DATETIME, 
	active BOOLEAN DEFAULT 1 NOT NULL, 
	created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	created_by_id INTEGER, 
	updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	updated_by_id INTEGER, 
	version INTEGER DEFAULT 1 NOT NULL, sales_order_id INTEGER REFERENCES sale_order (id) ON DELETE RESTRICT, product_id INTEGER REFERENCES product_product (id) ON DELETE RESTRICT, lot_id INTEGER REFERENCES stock_lot (id) ON DELETE RESTRICT, 
	CONSTRAINT pk_helpdesk_ticket PRIMARY KEY (id), 
	CONSTRAINT fk_helpdesk_ticket_assignee_id FOREIGN KEY(assignee_id) REFERENCES base_user (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_helpdesk_ticket_company_id FOREIGN KEY(company_id) REFERENCES base_company (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_helpdesk_ticket_customer_id FOREIGN KEY(customer_id) REFERENCES base_contact (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_helpdesk_ticket_stage_id FOREIGN KEY(stage_id) REFERENCES helpdesk_stage (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_helpdesk_ticket_team_id FOREIGN KEY(team_id) REFERENCES helpdesk_team (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_helpdesk_ticket_type_id FOREIGN KEY(type_id) REFERENCES helpdesk_type (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_helpdesk_ticket_company_id_number UNIQUE (company_id, number)
);
INSERT INTO "helpdesk_ticket" VALUES(1,'0001','Second key for the folding lock','<p>The customer found the key.</p>',2,5,2,'0',1,2,'marta.nowak@mail.example','+49 171 5550140',1,'2026-10-31 16:55:57.222763',1,'2026-10-30 16:55:57.222763',NULL,'2026-11-24 18:55:57.906209',NULL,4,2,8,NULL);
INSERT INTO "helpdesk_ticket" VALUES(2,'0002','Chain skips under load','<p>Chain and cassette replaced.</p>',2,4,2,'1',2,2,'marta.nowak@mail.example','+49 171 5550140',1,'2026-11-05 16:55:57.282379',1,'2026-11-04 16:55:57.282379',NULL,'2026-11-24 18:55:57.899131',NULL,4,2,2,NULL);
INSERT INTO "helpdesk_ticket" VALUES(3,'0003','Ordered the wrong bike','<p>It was only a quotation yet; nothing was delivered.</p>',1,5,3,'0',1,4,'sofia.rinaldi@mail.example','+39 02 5550 150',1,'2026-11-10 16:55:57.299715',1,'2026-11-09 16:55:57.299715',NULL,'2026-11-24 18:55:57.880305',NULL,4,NULL,2,NULL);
INSERT INTO "helpdesk_ticket" VALUES(4,'0004','Helmet straps are too short','<p>Two of the ten helmets; sent back.</p>',1,4,3,'1',2,13,'oliver.hughes@northwheel.example',NULL,1,'2026-11-16 16:55:57.319159',1,'2026-11-15 16:55:57.319159',NULL,'2026-11-24 18:55:57.867747',NULL,4,3,7,NULL);
INSERT INTO "helpdesk_ticket" VALUES(5,'0005','Brakes squeal after 200 km','<p>New pads are ordered.</p>',2,3,2,'1',2,9,'amelie.brandt@veloria.example','+49 40 5550111',1,NULL,1,'2026-11-16 16:55:57.337837',NULL,'2026-11-24 18:55:57.891638',NULL,4,1,1,NULL);
INSERT INTO "helpdesk_ticket" VALUES(6,'0006','Motor cuts out on steep climbs','<p>It happens above 12 percent only. We are waiting for the customer''s ride log.</p>',1,3,2,'3',3,13,'oliver.hughes@northwheel.example',NULL,1,NULL,1,'2026-11-18 16:55:57.366272',NULL,'2026-11-24 18:55:57.863286',NULL,4,3,3,NULL);
INSERT INTO "helpdesk_ticket" VALUES(7,'0007','Rear light loses contact in rain','<p>Bikes 7 and 9 of the fleet.</p>',2,2,2,'1',2,10,'tobias.lenz@veloria.example','+49 40 5550112',1,NULL,1,'2026-11-20 16:55:57.387010',NULL,'2026-11-24 18:55:57.883663',NULL,4,NULL,1,NULL);
INSERT INTO "helpdesk_ticket" VALUES(8,'0008','Batteries drain within 15 km','<p>Two of our six spare batteries drop from full to empty after about 15 km. The display shows E-041 shortly before the motor cuts out. The fleet is fully booked for the weekend.</p>',1,2,3,'2',3,9,'amelie.brandt@veloria.example','+49 40 5550111',1,NULL,1,'2026-11-21 16:55:57.402543',NULL,'2026-11-24 18:55:57.843942',NULL,4,1,4,NULL);
INSERT INTO "helpdesk_ticket" VALUES(9,'0009','Where is my order?','<p>I ordered a charger and panniers and have heard nothing since.</p>',1,2,3,'1',1,3,'jean.perrin@mail.example',NULL,1,NULL,1,'2026-11-22 16:55:57.419081',NULL,'2026-11-24 18:55:57.847603',NULL,4,4,NULL,NULL);
INSERT INTO "helpdesk_ticket" VALUES(10,'0010','How do I store the battery in winter?','<p>Should I leave it on the bike in an unheated shed?</p>',1,1,NULL,'0',1,NULL,NULL,NULL,1,NULL,1,'2026-11-23 16:55:57.429810',NULL,'2026-11-23 16:55:57.429810',NULL,1,NULL,NULL,NULL);
INSERT INTO "helpdesk_ticket" VALUES(11,'0011','Display flickers','<p>The display flickers when it rains and goes dark for seconds.</p>',1,1,NULL,'1',3,2,'marta.nowak@mail.example','+49 171 5550140',1,NULL,1,'2026-11-24 16:55:57.441630',NULL,'2026-11-24 18:55:57.822704',NULL,3,2,2,NULL);
INSERT INTO "helpdesk_ticket" VALUES(12,'0012','Yearly inspection for twelve bikes','<p>Can you take them in groups of four, on Mondays?</p>',2,1,NULL,'0',4,10,'tobias.lenz@veloria.example','+49 40 5550112',1,NULL,1,'2026-11-24 16:55:57.451711',NULL,'2026-11-24 18:55:57.464310',NULL,2,NULL,NULL,NULL);
CREATE TABLE helpdesk_turn (
	id INTEGER NOT NULL, 
	team_id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	number INTEGER DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_helpdesk_turn PRIMARY KEY (id), 
	CONSTRAINT fk_helpdesk_turn_team_id FOREIGN KEY(team_id) REFERENCES helpdesk_team (id) ON DELETE CASCADE, 
	CONSTRAINT fk_helpdesk_turn_user_id FOREIGN KEY(user_id) REFERENCES base_user (id) ON DELETE CASCADE, 
	CONSTRAINT uq_helpdesk_turn_team_id_user_id UNIQUE (team_id, user_id)
);
CREATE TABLE helpdesk_type (
	id INTEGER NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	created_by_id INTEGER, 
	updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	updated_by_id INTEGER, 
	version INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT pk_helpdesk_type PRIMARY KEY (id), 
	CONSTRAINT uq_helpdesk_type_name UNIQUE (name)
);
INSERT INTO "helpdesk_type" VALUES(1,'Question','2026-11-24 18:55:57.117970',NULL,'2026-11-24 18:55:57.117970',NULL,1);
INSERT INTO "helpdesk_type" VALUES(2,'Complaint','2026-11-24 18:55:57.125865',NULL,'2026-11-24 18:55:57.125865',NULL,1);
INSERT INTO "helpdesk_type" VALUES(3,'Warranty claim','2026-11-24 18:55:57.126866',NULL,'2026-11-24 18:55:57.126866',NULL,1);
INSERT INTO "helpdesk_type" VALUES(4,'Appointment','2026-11-24 18:55:57.127432',NULL,'2026-11-24 18:55:57.127432',NULL,1);
CREATE TABLE link_base_attachment_mail_message (
	base_attachment_id INTEGER NOT NULL, 
	mail_message_id INTEGER NOT NULL, 
	CONSTRAINT pk_link_base_attachment_mail_message PRIMARY KEY (base_attachment_id, mail_message_id), 
	CONSTRAINT fk_link_base_attachment_mail_message_base_attachment_id FOREIGN KEY(base_attachment_id) REFERENCES base_attachment (id) ON DELETE CASCADE, 
	CONSTRAINT fk_link_base_attachment_mail_message_mail_message_id FOREIGN KEY(mail_message_id) REFERENCES mail_message (id) ON DELETE CASCADE
);
CREATE TABLE link_base_company_base_user (
	base_company_id INTEGER NOT NULL, 
	base_user_id INTEGER NOT NULL, 
	CONSTRAINT pk_link_base_company_base_user PRIMARY KEY (base_company_id, base_user_id), 
	CONSTRAINT fk_link_base_company_base_user_base_company_id FOREIGN KEY(base_company_id) REFERENCES base_company (id) ON DELETE CASCADE, 
	CONSTRAINT fk_link_base_company_base_user_base_user_id FOREIGN KEY(base_user_id) REFERENCES base_user (id) ON DELETE CASCADE
);
INSERT INTO "link_base_company_base_user" VALUES(1,1);
INSERT INTO "link_base_company_base_user" VALUES(1,2);
INSERT INTO "link_base_company_base_user" VALUES(1,3);
INSERT INTO "link_base_company_base_user" VALUES(1,4);
INSERT INTO "link_base_company_base_user" VALUES(1,5);
INSERT INTO "link_base_company_base_user" VALUES(1,6);
CREATE TABLE link_base_contact_base_contact_tag (
	base_contact_id INTEGER NOT NULL, 
	base_contact_tag_id INTEGER NOT NULL, 
	CONSTRAINT pk_link_base_contact_base_contact_tag PRIMARY KEY (base_contact_id, base_contact_tag_id), 
	CONSTRAINT fk_link_base_contact_base_contact_tag_base_contact_id FOREIGN KEY(base_contact_id) REFERENCES base_contact (id) ON DELETE CASCADE, 
	CONSTRAINT fk_link_base_contact_base_contact_tag_base_contact_tag_id FOREIGN KEY(base_contact_tag_id) REFERENCES base_contact_tag (id) ON DELETE CASCADE
);
INSERT INTO "link_base_contact_base_contact_tag" VALUES(6,2);
INSERT INTO "link_base_contact_base_contact_tag" VALUES(7,1);
INSERT INTO "link_base_contact_base_contact_tag" VALUES(8,1);
CREATE TABLE link_base_role_base_user (
	base_role_id INTEGER NOT NULL, 
	base_user_id INTEGER NOT NULL, 
	CONSTRAINT pk_link_base_role_base_user PRIMARY KEY (base_role_id, base_user_id), 
	CONSTRAINT fk_link_base_role_base_user_base_role_id FOREIGN KEY(base_role_id) REFERENCES base_role (id) ON DELETE CASCADE, 
	CONSTRAINT fk_link_base_role_base_user_base_user_id FOREIGN KEY(base_user_id) REFERENCES base_user (id) ON DELETE CASCADE
);
INSERT INTO "link_base_role_base_user" VALUES(2,1);
INSERT INTO "link_base_role_base_user" VALUES(1,2);
INSERT INTO "link_base_role_base_user" VALUES(1,3);
INSERT INTO "link_base_role_base_user" VALUES(1,4);
INSERT INTO "link_base_role_base_user" VALUES(1,5);
INSERT INTO "link_base_role_base_user" VALUES(3,6);
INSERT INTO "link_base_role_base_user" VALUES(5,3);
INSERT INTO "link_base_role_base_user" VALUES(6,2);
INSERT INTO "link_base_role_base_user" VALUES(6,1);
INSERT INTO "link_base_role_base_user" VALUES(7,5);
INSERT INTO "link_base_role_base_user" VALUES(8,1);
INSERT INTO "link_base_role_base_user" VALUES(9,4);
INSERT INTO "link_base_role_base_user" VALUES(10,1);
CREATE TABLE link_base_user_helpdesk_team (
	base_user_id INTEGER NOT NULL, 
	helpdesk_team_id INTEGER NOT NULL, 
	CONSTRAINT pk_link_base_user_helpdesk_team PRIMARY KEY (base_user_id, helpdesk_team_id), 
	CONSTRAINT fk_link_base_user_helpdesk_team_base_user_id FOREIGN KEY(base_user_id) REFERENCES base_user (id) ON DELETE CASCADE, 
	CONSTRAINT fk_link_base_user_helpdesk_team_helpdesk_team_id FOREIGN KEY(helpdesk_team_id) REFERENCES helpdesk_team (id) ON DELETE CASCADE
);
INSERT INTO "link_base_user_helpdesk_team" VALUES(2,1);
INSERT INTO "link_base_user_helpdesk_team" VALUES(3,1);
CREATE TABLE link_helpdesk_stage_helpdesk_team (
	helpdesk_stage_id INTEGER NOT NULL, 
	helpdesk_team_id INTEGER NOT NULL, 
	CONSTRAINT pk_link_helpdesk_stage_helpdesk_team PRIMARY KEY (helpdesk_stage_id, helpdesk_team_id), 
	CONSTRAINT fk_link_helpdesk_stage_helpdesk_team_helpdesk_stage_id FOREIGN KEY(helpdesk_stage_id) REFERENCES helpdesk_stage (id) ON DELETE CASCADE, 
	CONSTRAINT fk_link_helpdesk_stage_helpdesk_team_helpdesk_team_id FOREIGN KEY(helpdesk_team_id) REFERENCES helpdesk_team (id) ON DELETE CASCADE
);
INSERT INTO "link_helpdesk_stage_helpdesk_team" VALUES(3,1);
INSERT INTO "link_helpdesk_stage_helpdesk_team" VALUES(4,1);
INSERT INTO "link_helpdesk_stage_helpdesk_team" VALUES(5,1);
INSERT INTO "link_helpdesk_stage_helpdesk_team" VALUES(1,1);
INSERT INTO "link_helpdesk_stage_helpdesk_team" VALUES(2,1);
INSERT INTO "link_helpdesk_stage_helpdesk_team" VALUES(2,2);
INSERT INTO "link_helpdesk_stage_helpdesk_team" VALUES(1,2);
INSERT INTO "link_helpdesk_stage_helpdesk_team" VALUES(4,2);
INSERT INTO "link_helpdesk_stage_helpdesk_team" VALUES(5,2);
INSERT INTO "link_helpdesk_stage_helpdesk_team" VALUES(3,2);
CREATE TABLE link_helpdesk_tag_helpdesk_ticket (
	helpdesk_tag_id INTEGER NOT NULL, 
	helpdesk_ticket_id INTEGER NOT NULL, 
	CONSTRAINT pk_link_helpdesk_tag_helpdesk_ticket PRIMARY KEY (helpdesk_tag_id, helpdesk_ticket_id), 
	CONSTRAINT fk_link_helpdesk_tag_helpdesk_ticket_helpdesk_tag_id FOREIGN KEY(helpdesk_tag_id) REFERENCES helpdesk_tag (id) ON DELETE CASCADE, 
	CONSTRAINT fk_link_helpdesk_tag_helpdesk_ticket_helpdesk_ticket_id FOREIGN KEY(helpdesk_ticket_id) REFERENCES helpdesk_ticket (id) ON DELETE CASCADE
);
INSERT INTO "link_helpdesk_tag_helpdesk_ticket" VALUES(5,4);
INSERT INTO "link_helpdesk_tag_helpdesk_ticket" VALUES(2,5);
INSERT INTO "link_helpdesk_tag_helpdesk_ticket" VALUES(3,6);
INSERT INTO "link_helpdesk_tag_helpdesk_ticket" VALUES(3,7);
INSERT INTO "link_helpdesk_tag_helpdesk_ticket" VALUES(4,7);
INSERT INTO "link_helpdesk_tag_helpdesk_ticket" VALUES(1,8);
INSERT INTO "link_helpdesk_tag_helpdesk_ticket" VALUES(4,8);
INSERT INTO "link_helpdesk_tag_helpdesk_ticket" VALUES(1,10);
INSERT INTO "link_helpdesk_tag_helpdesk_ticket" VALUES(3,11);
INSERT INTO "link_helpdesk_tag_helpdesk_ticket" VALUES(4,12);
CREATE TABLE link_product_product_product_tag (
	product_product_id INTEGER NOT NULL, 
	product_tag_id INTEGER NOT NULL, 
	CONSTRAINT pk_link_product_product_product_tag PRIMARY KEY (product_product_id, product_tag_id), 
	CONSTRAINT fk_link_product_product_product_tag_product_product_id FOREIGN KEY(product_product_id) REFERENCES product_product (id) ON DELETE CASCADE, 
	CONSTRAINT fk_link_product_product_product_tag_product_tag_id FOREIGN KEY(product_tag_id) REFERENCES product_tag (id) ON DELETE CASCADE
);
INSERT INTO "link_product_product_product_tag" VALUES(1,1);
INSERT INTO "link_product_product_product_tag" VALUES(2,2);
INSERT INTO "link_product_product_product_tag" VALUES(7,2);
CREATE TABLE mail_follower (
	id INTEGER NOT NULL, 
	document_model VARCHAR(80) NOT NULL, 
	document_id INTEGER NOT NULL, 
	contact_id INTEGER NOT NULL, 
	CONSTRAINT pk_mail_follower PRIMARY KEY (id), 
	CONSTRAINT fk_mail_follower_contact_id FOREIGN KEY(contact_id) REFERENCES base_contact (id) ON DELETE CASCADE, 
	CONSTRAINT uq_mail_follower_document_model_document_id_contact_id UNIQUE (document_model, document_id, contact_id)
);
INSERT INTO "mail_follower" VALUES(1,'helpdesk.team',1,15);
INSERT INTO "mail_follower" VALUES(2,'helpdesk.team',1,16);
INSERT INTO "mail_follower" VALUES(3,'helpdesk.ticket',1,2);
INSERT INTO "mail_follower" VALUES(4,'helpdesk.ticket',1,15);
INSERT INTO "mail_follower" VALUES(5,'helpdesk.ticket',2,2);
INSERT INTO "mail_follower" VALUES(6,'helpdesk.ticket',2,15);
INSERT INTO "mail_follower" VALUES(7,'helpdesk.ticket',3,4);
INSERT INTO "mail_follower" VALUES(8,'helpdesk.ticket',3,16);
INSERT INTO "mail_follower" VALUES(9,'helpdesk.ticket',4,13);
INSERT INTO "mail_follower" VALUES(10,'helpdesk.ticket',4,16);
INSERT INTO "mail_follower" VALUES(11,'helpdesk.ticket',5,9);
INSERT INTO "mail_follower" VALUES(12,'helpdesk.ticket',5,15);
INSERT INTO "mail_follower" VALUES(13,'helpdesk.ticket',6,13);
INSERT INTO "mail_follower" VALUES(14,'helpdesk.ticket',6,15);
INSERT INTO "mail_follower" VALUES(15,'helpdesk.ticket',7,10);
INSERT INTO "mail_follower" VALUES(16,'helpdesk.ticket',7,15);
INSERT INTO "mail_follower" VALUES(17,'helpdesk.ticket',8,9);
INSERT INTO "mail_follower" VALUES(18,'helpdesk.ticket',8,16);
INSERT INTO "mail_follower" VALUES(19,'helpdesk.ticket',9,3);
INSERT INTO "mail_follower" VALUES(20,'helpdesk.ticket',9,16);
INSERT INTO "mail_follower" VALUES(21,'helpdesk.ticket',11,2);
INSERT INTO "mail_follower" VALUES(22,'helpdesk.ticket',12,10);
CREATE TABLE mail_message (
	id INTEGER NOT NULL, 
	document_model VARCHAR(80) NOT NULL, 
	document_id INTEGER NOT NULL, 
	kind VARCHAR(40) DEFAULT 'note' NOT NULL, 
	author_id INTEGER, 
	body TEXT DEFAULT '' NOT NULL, 
	changes JSON, 
	edited_at DATETIME, 
	created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	created_by_id INTEGER, 
	updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	updated_by_id INTEGER, 
	version INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT pk_mail_message PRIMARY KEY (id), 
	CONSTRAINT fk_mail_message_author_id FOREIGN KEY(author_id) REFERENCES base_contact (id) ON DELETE RESTRICT
);
INSERT INTO "mail_message" VALUES(1,'helpdesk.ticket',5,'note',NULL,'Waiting, see the description.',NULL,NULL,'2026-11-24 18:55:57.364620',NULL,'2026-11-24 18:55:57.364620',NULL,1);
INSERT INTO "mail_message" VALUES(2,'helpdesk.ticket',6,'note',NULL,'Waiting, see the description.',NULL,NULL,'2026-11-24 18:55:57.386573',NULL,'2026-11-24 18:55:57.386573',NULL,1);
INSERT INTO "mail_message" VALUES(3,'stock.transfer',3,'note',NULL,'Back order <a href="/mail/open/stock.transfer/10">OUT/00006</a> created.',NULL,NULL,'2026-11-24 18:55:59.213329',NULL,'2026-11-24 18:55:59.213329',NULL,1);
INSERT INTO "mail_message" VALUES(4,'stock.transfer',11,'note',NULL,'Return <a href="/mail/open/stock.transfer/11">IN/00005</a> created from <a href="/mail/open/stock.transfer/3">OUT/00003</a>',NULL,NULL,'2026-11-24 18:55:59.263643',NULL,'2026-11-24 18:55:59.263643',NULL,1);
INSERT INTO "mail_message" VALUES(5,'sale.order',3,'note',NULL,'Return <a href="/mail/open/stock.transfer/11">IN/00005</a> created from <a href="/mail/open/stock.transfer/3">OUT/00003</a>',NULL,NULL,'2026-11-24 18:55:59.268602',NULL,'2026-11-24 18:55:59.268602',NULL,1);
INSERT INTO "mail_message" VALUES(6,'helpdesk.ticket',4,'note',NULL,'Return <a href="/mail/open/stock.transfer/11">IN/00005</a> created from <a href="/mail/open/stock.transfer/3">OUT/00003</a>',NULL,NULL,'2026-11-24 18:55:59.269526',NULL,'2026-11-24 18:55:59.269526',NULL,1);
INSERT INTO "mail_message" VALUES(7,'stock.transfer',12,'note',NULL,'Return <a href="/mail/open/stock.transfer/12">IN/00006</a> created from <a href="/mail/open/stock.transfer/1">OUT/00001</a>',NULL,NULL,'2026-11-24 18:55:59.323507',NULL,'2026-11-24 18:55:59.323507',NULL,1);
INSERT INTO "mail_message" VALUES(8,'sale.order',1,'note',NULL,'Return <a href="/mail/open/stock.transfer/12">IN/00006</a> created from <a href="/mail/open/stock.transfer/1">OUT/00001</a>',NULL,NULL,'2026-11-24 18:55:59.328418',NULL,'2026-11-24 18:55:59.328418',NULL,1);
INSERT INTO "mail_message" VALUES(9,'helpdesk.ticket',8,'note',NULL,'Return <a href="/mail/open/stock.transfer/12">IN/00006</a> created from <a href="/mail/open/stock.transfer/1">OUT/00001</a>',NULL,NULL,'2026-11-24 18:55:59.329076',NULL,'2026-11-24 18:55:59.329076',NULL,1);
INSERT INTO "mail_message" VALUES(10,'helpdesk.team',1,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360353',NULL,'2026-11-24 18:55:59.360353',NULL,1);
INSERT INTO "mail_message" VALUES(11,'helpdesk.team',2,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360363',NULL,'2026-11-24 18:55:59.360363',NULL,1);
INSERT INTO "mail_message" VALUES(12,'helpdesk.ticket',1,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360364',NULL,'2026-11-24 18:55:59.360364',NULL,1);
INSERT INTO "mail_message" VALUES(13,'helpdesk.ticket',2,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360365',NULL,'2026-11-24 18:55:59.360365',NULL,1);
INSERT INTO "mail_message" VALUES(14,'helpdesk.ticket',3,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360367',NULL,'2026-11-24 18:55:59.360367',NULL,1);
INSERT INTO "mail_message" VALUES(15,'helpdesk.ticket',4,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360368',NULL,'2026-11-24 18:55:59.360368',NULL,1);
INSERT INTO "mail_message" VALUES(16,'helpdesk.ticket',5,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360368',NULL,'2026-11-24 18:55:59.360368',NULL,1);
INSERT INTO "mail_message" VALUES(17,'helpdesk.ticket',6,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360371',NULL,'2026-11-24 18:55:59.360371',NULL,1);
INSERT INTO "mail_message" VALUES(18,'helpdesk.ticket',7,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360372',NULL,'2026-11-24 18:55:59.360372',NULL,1);
INSERT INTO "mail_message" VALUES(19,'helpdesk.ticket',8,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360373',NULL,'2026-11-24 18:55:59.360373',NULL,1);
INSERT INTO "mail_message" VALUES(20,'helpdesk.ticket',9,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360374',NULL,'2026-11-24 18:55:59.360374',NULL,1);
INSERT INTO "mail_message" VALUES(21,'helpdesk.ticket',10,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360375',NULL,'2026-11-24 18:55:59.360375',NULL,1);
INSERT INTO "mail_message" VALUES(22,'helpdesk.ticket',11,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360376',NULL,'2026-11-24 18:55:59.360376',NULL,1);
INSERT INTO "mail_message" VALUES(23,'helpdesk.ticket',12,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360377',NULL,'2026-11-24 18:55:59.360377',NULL,1);
INSERT INTO "mail_message" VALUES(24,'product.product',1,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360378',NULL,'2026-11-24 18:55:59.360378',NULL,1);
INSERT INTO "mail_message" VALUES(25,'product.product',2,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360379',NULL,'2026-11-24 18:55:59.360379',NULL,1);
INSERT INTO "mail_message" VALUES(26,'product.product',3,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360379',NULL,'2026-11-24 18:55:59.360379',NULL,1);
INSERT INTO "mail_message" VALUES(27,'product.product',4,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360380',NULL,'2026-11-24 18:55:59.360380',NULL,1);
INSERT INTO "mail_message" VALUES(28,'product.product',5,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360381',NULL,'2026-11-24 18:55:59.360381',NULL,1);
INSERT INTO "mail_message" VALUES(29,'product.product',6,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360381',NULL,'2026-11-24 18:55:59.360381',NULL,1);
INSERT INTO "mail_message" VALUES(30,'product.product',7,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360382',NULL,'2026-11-24 18:55:59.360382',NULL,1);
INSERT INTO "mail_message" VALUES(31,'product.product',8,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360382',NULL,'2026-11-24 18:55:59.360382',NULL,1);
INSERT INTO "mail_message" VALUES(32,'product.product',9,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360383',NULL,'2026-11-24 18:55:59.360383',NULL,1);
INSERT INTO "mail_message" VALUES(33,'product.product',10,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360384',NULL,'2026-11-24 18:55:59.360384',NULL,1);
INSERT INTO "mail_message" VALUES(34,'product.product',11,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360394',NULL,'2026-11-24 18:55:59.360394',NULL,1);
INSERT INTO "mail_message" VALUES(35,'product.product',12,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360395',NULL,'2026-11-24 18:55:59.360395',NULL,1);
INSERT INTO "mail_message" VALUES(36,'product.product',13,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360396',NULL,'2026-11-24 18:55:59.360396',NULL,1);
INSERT INTO "mail_message" VALUES(37,'product.product',14,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360396',NULL,'2026-11-24 18:55:59.360396',NULL,1);
INSERT INTO "mail_message" VALUES(38,'product.product',15,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360397',NULL,'2026-11-24 18:55:59.360397',NULL,1);
INSERT INTO "mail_message" VALUES(39,'product.product',16,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360398',NULL,'2026-11-24 18:55:59.360398',NULL,1);
INSERT INTO "mail_message" VALUES(40,'product.product',17,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360398',NULL,'2026-11-24 18:55:59.360398',NULL,1);
INSERT INTO "mail_message" VALUES(41,'sale.order',1,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360399',NULL,'2026-11-24 18:55:59.360399',NULL,1);
INSERT INTO "mail_message" VALUES(42,'stock.transfer',1,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360400',NULL,'2026-11-24 18:55:59.360400',NULL,1);
INSERT INTO "mail_message" VALUES(43,'sale.order',2,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360400',NULL,'2026-11-24 18:55:59.360400',NULL,1);
INSERT INTO "mail_message" VALUES(44,'stock.transfer',2,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360404',NULL,'2026-11-24 18:55:59.360404',NULL,1);
INSERT INTO "mail_message" VALUES(45,'sale.order',3,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360406',NULL,'2026-11-24 18:55:59.360406',NULL,1);
INSERT INTO "mail_message" VALUES(46,'stock.transfer',3,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360406',NULL,'2026-11-24 18:55:59.360406',NULL,1);
INSERT INTO "mail_message" VALUES(47,'sale.order',4,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360407',NULL,'2026-11-24 18:55:59.360407',NULL,1);
INSERT INTO "mail_message" VALUES(48,'stock.transfer',4,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360408',NULL,'2026-11-24 18:55:59.360408',NULL,1);
INSERT INTO "mail_message" VALUES(49,'sale.order',5,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360409',NULL,'2026-11-24 18:55:59.360409',NULL,1);
INSERT INTO "mail_message" VALUES(50,'stock.transfer',5,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360410',NULL,'2026-11-24 18:55:59.360410',NULL,1);
INSERT INTO "mail_message" VALUES(51,'sale.order',6,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360411',NULL,'2026-11-24 18:55:59.360411',NULL,1);
INSERT INTO "mail_message" VALUES(52,'sale.order',7,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360412',NULL,'2026-11-24 18:55:59.360412',NULL,1);
INSERT INTO "mail_message" VALUES(53,'stock.transfer',6,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360413',NULL,'2026-11-24 18:55:59.360413',NULL,1);
INSERT INTO "mail_message" VALUES(54,'stock.lot',1,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360418',NULL,'2026-11-24 18:55:59.360418',NULL,1);
INSERT INTO "mail_message" VALUES(55,'stock.lot',2,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360419',NULL,'2026-11-24 18:55:59.360419',NULL,1);
INSERT INTO "mail_message" VALUES(56,'stock.lot',3,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360420',NULL,'2026-11-24 18:55:59.360420',NULL,1);
INSERT INTO "mail_message" VALUES(57,'stock.lot',4,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360421',NULL,'2026-11-24 18:55:59.360421',NULL,1);
INSERT INTO "mail_message" VALUES(58,'stock.lot',5,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360423',NULL,'2026-11-24 18:55:59.360423',NULL,1);
INSERT INTO "mail_message" VALUES(59,'stock.lot',6,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360424',NULL,'2026-11-24 18:55:59.360424',NULL,1);
INSERT INTO "mail_message" VALUES(60,'stock.lot',7,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360425',NULL,'2026-11-24 18:55:59.360425',NULL,1);
INSERT INTO "mail_message" VALUES(61,'stock.lot',8,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360426',NULL,'2026-11-24 18:55:59.360426',NULL,1);
INSERT INTO "mail_message" VALUES(62,'stock.lot',9,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360427',NULL,'2026-11-24 18:55:59.360427',NULL,1);
INSERT INTO "mail_message" VALUES(63,'stock.lot',10,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360428',NULL,'2026-11-24 18:55:59.360428',NULL,1);
INSERT INTO "mail_message" VALUES(64,'stock.lot',11,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360431',NULL,'2026-11-24 18:55:59.360431',NULL,1);
INSERT INTO "mail_message" VALUES(65,'stock.lot',12,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360432',NULL,'2026-11-24 18:55:59.360432',NULL,1);
INSERT INTO "mail_message" VALUES(66,'stock.lot',13,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360433',NULL,'2026-11-24 18:55:59.360433',NULL,1);
INSERT INTO "mail_message" VALUES(67,'stock.transfer',7,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360434',NULL,'2026-11-24 18:55:59.360434',NULL,1);
INSERT INTO "mail_message" VALUES(68,'stock.lot',14,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360435',NULL,'2026-11-24 18:55:59.360435',NULL,1);
INSERT INTO "mail_message" VALUES(69,'stock.lot',15,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360436',NULL,'2026-11-24 18:55:59.360436',NULL,1);
INSERT INTO "mail_message" VALUES(70,'stock.lot',16,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360437',NULL,'2026-11-24 18:55:59.360437',NULL,1);
INSERT INTO "mail_message" VALUES(71,'stock.transfer',8,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360438',NULL,'2026-11-24 18:55:59.360438',NULL,1);
INSERT INTO "mail_message" VALUES(72,'stock.transfer',9,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360439',NULL,'2026-11-24 18:55:59.360439',NULL,1);
INSERT INTO "mail_message" VALUES(73,'stock.lot',17,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360440',NULL,'2026-11-24 18:55:59.360440',NULL,1);
INSERT INTO "mail_message" VALUES(74,'stock.lot',18,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360443',NULL,'2026-11-24 18:55:59.360443',NULL,1);
INSERT INTO "mail_message" VALUES(75,'stock.transfer',10,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360445',NULL,'2026-11-24 18:55:59.360445',NULL,1);
INSERT INTO "mail_message" VALUES(76,'stock.transfer',11,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360446',NULL,'2026-11-24 18:55:59.360446',NULL,1);
INSERT INTO "mail_message" VALUES(77,'stock.transfer',12,'tracking',NULL,'','[]',NULL,'2026-11-24 18:55:59.360447',NULL,'2026-11-24 18:55:59.360447',NULL,1);
CREATE TABLE product_category (
	id INTEGER NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	parent_id INTEGER, 
	created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	created_by_id INTEGER, 
	updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	updated_by_id INTEGER, 
	version INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT pk_product_category PRIMARY KEY (id), 
	CONSTRAINT fk_product_category_parent_id FOREIGN KEY(parent_id) REFERENCES product_category (id) ON DELETE RESTRICT
);
INSERT INTO "product_category" VALUES(1,'All products',NULL,'2026-11-24 18:55:56.384319',NULL,'2026-11-24 18:55:56.384319',NULL,1);
INSERT INTO "product_category" VALUES(2,'E-bikes',1,'2026-11-24 18:55:57.467432',NULL,'2026-11-24 18:55:57.467432',NULL,1);
INSERT INTO "product_category" VALUES(3,'Batteries',1,'2026-11-24 18:55:57.472582',NULL,'2026-11-24 18:55:57.472582',NULL,1);
INSERT INTO "product_category" VALUES(4,'Accessories',1,'2026-11-24 18:55:57.473294',NULL,'2026-11-24 18:55:57.473294',NULL,1);
INSERT INTO "product_category" VALUES(5,'Spare parts',1,'2026-11-24 18:55:57.473853',NULL,'2026-11-24 18:55:57.473853',NULL,1);
INSERT INTO "product_category" VALUES(6,'Services',1,'2026-11-24 18:55:57.474412',NULL,'2026-11-24 18:55:57.474412',NULL,1);
CREATE TABLE product_product (
	id INTEGER NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	code VARCHAR(60), 
	barcode VARCHAR(60), 
	kind VARCHAR(40) DEFAULT 'goods' NOT NULL, 
	tracking VARCHAR(40) DEFAULT 'none' NOT NULL, 
	price BIGINT DEFAULT 0 NOT NULL, 
	cost BIGINT DEFAULT 0 NOT NULL, 
	unit_id INTEGER NOT NULL, 
	category_id INTEGER, 
	warranty_months INTEGER DEFAULT 0 NOT NULL, 
	description TEXT, 
	company_id INTEGER, 
	published BOOLEAN DEFAULT 0 NOT NULL, 
	active BOOLEAN DEFAULT 1 NOT NULL, 
	created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	created_by_id INTEGER, 
	updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	updated_by_id INTEGER, 
	version INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT pk_product_product PRIMARY KEY (id), 
	CONSTRAINT ck_product_product_only_goods_are_tracked CHECK (tracking = 'none' or kind = 'goods'), 
	CONSTRAINT ck_product_product_cost_not_negative CHECK (cost >= 0), 
	CONSTRAINT ck_product_product_price_not_negative CHECK (price >= 0), 
	CONSTRAINT ck_product_product_warranty_not_negative CHECK (warranty_months >= 0), 
	CONSTRAINT fk_product_product_category_id FOREIGN KEY(category_id) REFERENCES product_category (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_product_product_company_id FOREIGN KEY(company_id) REFERENCES base_company (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_product_product_unit_id FOREIGN KEY(unit_id) REFERENCES base_unit (id) ON DELETE RESTRICT
);
INSERT INTO "product_product" VALUES(1,'Fahrwind Cargo One','FW-C1',NULL,'goods','serial',429000,271000,1,2,24,NULL,NULL,1,1,'2026-11-24 18:55:57.482618',NULL,'2026-11-24 18:55:57.487761',NULL,2);
INSERT INTO "product_product" VALUES(2,'Fahrwind City 2','FW-CT2',NULL,'goods','serial',279000,168000,1,2,24,NULL,NULL,1,1,'2026-11-24 18:55:57.494309',NULL,'2026-11-24 18:55:57.495557',NULL,2);
INSERT INTO "product_product" VALUES(3,'Fahrwind Trail 5','FW-T5',NULL,'goods','serial',369000,224000,1,2,24,NULL,NULL,1,1,'2026-11-24 18:55:57.501286',NULL,'2026-11-24 18:55:57.501286',NULL,1);
INSERT INTO "product_product" VALUES(4,'PowerCell 500 Wh battery','PC-500',NULL,'goods','lot',54900,31000,1,3,12,NULL,NULL,1,1,'2026-11-24 18:55:57.502492',NULL,'2026-11-24 18:55:57.502492',NULL,1);
INSERT INTO "product_product" VALUES(5,'PowerCell 750 Wh battery','PC-750',NULL,'goods','lot',74900,43000,1,3,12,NULL,NULL,1,1,'2026-11-24 18:55:57.503537',NULL,'2026-11-24 18:55:57.503537',NULL,1);
INSERT INTO "product_product" VALUES(6,'Charger 4 A','PC-CH4',NULL,'goods','none',8900,4100,1,4,12,NULL,NULL,1,1,'2026-11-24 18:55:57.509168',NULL,'2026-11-24 18:55:57.509168',NULL,1);
INSERT INTO "product_product" VALUES(7,'Helmet Kopfschutz M','AC-HM',NULL,'goods','none',6990,2800,1,4,0,NULL,NULL,1,1,'2026-11-24 18:55:57.510475',NULL,'2026-11-24 18:55:57.511720',NULL,2);
INSERT INTO "product_product" VALUES(8,'Folding lock 90 cm','AC-FL90',NULL,'goods','none',5900,2450,1,4,0,NULL,NULL,1,1,'2026-11-24 18:55:57.518911',NULL,'2026-11-24 18:55:57.518911',NULL,1);
INSERT INTO "product_product" VALUES(9,'Pannier set 2 x 20 l','AC-P20',NULL,'goods','none',11900,5500,1,4,12,NULL,NULL,1,1,'2026-11-24 18:55:57.532570',NULL,'2026-11-24 18:55:57.532570',NULL,1);
INSERT INTO "product_product" VALUES(10,'Display unit D3','SP-D3',NULL,'goods','serial',13900,7200,1,5,12,NULL,NULL,0,1,'2026-11-24 18:55:57.534274',NULL,'2026-11-24 18:55:57.534274',NULL,1);
INSERT INTO "product_product" VALUES(11,'Brake pads, pair','SP-BP',NULL,'consumable','none',1850,620,1,5,0,NULL,NULL,0,1,'2026-11-24 18:55:57.535389',NULL,'2026-11-24 18:55:57.535389',NULL,1);
INSERT INTO "product_product" VALUES(12,'Chain 122 links','SP-CH',NULL,'goods','none',3200,1300,1,5,0,NULL,NULL,0,1,'2026-11-24 18:55:57.545079',NULL,'2026-11-24 18:55:57.545079',NULL,1);
INSERT INTO "product_product" VALUES(13,'Brake hose','SP-BH',NULL,'consumable','none',980,310,5,5,0,NULL,NULL,0,1,'2026-11-24 18:55:57.546346',NULL,'2026-11-24 18:55:57.546346',NULL,1);
INSERT INTO "product_product" VALUES(14,'Yearly inspection','SV-IN',NULL,'service','none',9900,0,1,6,0,NULL,NULL,1,1,'2026-11-24 18:55:57.547397',NULL,'2026-11-24 18:55:57.547397',NULL,1);
INSERT INTO "product_product" VALUES(15,'Workshop labour','SV-LA',NULL,'service','none',6800,3200,2,6,0,NULL,NULL,0,1,'2026-11-24 18:55:57.552915',NULL,'2026-11-24 18:55:57.552915',NULL,1);
INSERT INTO "product_product" VALUES(16,'Delivery and set-up','SV-DE',NULL,'service','none',4900,2000,1,6,0,NULL,NULL,1,1,'2026-11-24 18:55:57.554133',NULL,'2026-11-24 18:55:57.554133',NULL,1);
INSERT INTO "product_product" VALUES(17,'Fahrwind City 1 (discontinued)','FW-CT1',NULL,'goods','serial',239000,149000,1,2,24,NULL,NULL,0,0,'2026-11-24 18:55:57.555144',NULL,'2026-11-24 18:55:57.555144',NULL,1);
CREATE TABLE product_tag (
	id INTEGER NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	created_by_id INTEGER, 
	updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	updated_by_id INTEGER, 
	version INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT pk_product_tag PRIMARY KEY (id), 
	CONSTRAINT uq_product_tag_name UNIQUE (name)
);
INSERT INTO "product_tag" VALUES(1,'Cargo','2026-11-24 18:55:57.474900',NULL,'2026-11-24 18:55:57.474900',NULL,1);
INSERT INTO "product_tag" VALUES(2,'Commuter','2026-11-24 18:55:57.480720',NULL,'2026-11-24 18:55:57.480720',NULL,1);
CREATE TABLE rev_base (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT rev_base_pkc PRIMARY KEY (version_num)
);
INSERT INTO "rev_base" VALUES('base_0001');
CREATE TABLE rev_core (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT rev_core_pkc PRIMARY KEY (version_num)
);
INSERT INTO "rev_core" VALUES('core_0002');
CREATE TABLE rev_helpdesk (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT rev_helpdesk_pkc PRIMARY KEY (version_num)
);
INSERT INTO "rev_helpdesk" VALUES('helpdesk_0002');
CREATE TABLE rev_helpdesk_return (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT rev_helpdesk_return_pkc PRIMARY KEY (version_num)
);
INSERT INTO "rev_helpdesk_return" VALUES('helpdesk_return_0001');
CREATE TABLE rev_helpdesk_sale (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT rev_helpdesk_sale_pkc PRIMARY KEY (version_num)
);
INSERT INTO "rev_helpdesk_sale" VALUES('helpdesk_sale_0001');
CREATE TABLE rev_mail (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT rev_mail_pkc PRIMARY KEY (version_num)
);
INSERT INTO "rev_mail" VALUES('mail_0001');
CREATE TABLE rev_product (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT rev_product_pkc PRIMARY KEY (version_num)
);
INSERT INTO "rev_product" VALUES('product_0001');
CREATE TABLE rev_sale (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT rev_sale_pkc PRIMARY KEY (version_num)
);
INSERT INTO "rev_sale" VALUES('sale_0002');
CREATE TABLE rev_sale_stock (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT rev_sale_stock_pkc PRIMARY KEY (version_num)
);
INSERT INTO "rev_sale_stock" VALUES('sale_stock_0001');
CREATE TABLE rev_stock (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT rev_stock_pkc PRIMARY KEY (version_num)
);
INSERT INTO "rev_stock" VALUES('stock_0003');
CREATE TABLE sale_line (
	id INTEGER NOT NULL, 
	order_id INTEGER NOT NULL, 
	sequence INTEGER DEFAULT (10) NOT NULL, 
	product_id INTEGER NOT NULL, 
	label VARCHAR(200) NOT NULL, 
	quantity BIGINT DEFAULT 1000 NOT NULL, 
	unit_id INTEGER NOT NULL, 
	price BIGINT DEFAULT 0 NOT NULL, 
	discount BIGINT DEFAULT 0 NOT NULL, 
	subtotal BIGINT DEFAULT 0 NOT NULL, 
	delivered BIGINT DEFAULT 0 NOT NULL, 
	invoiced BIGINT DEFAULT 0 NOT NULL, 
	created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	created_by_id INTEGER, 
	updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	updated_by_id INTEGER, 
	version INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT pk_sale_line PRIMARY KEY (id), 
	CONSTRAINT ck_sale_line_delivered_not_negative CHECK (delivered >= 0), 
	CONSTRAINT ck_sale_line_discount_not_negative CHECK (discount >= 0), 
	CONSTRAINT ck_sale_line_invoiced_not_negative CHECK (invoiced >= 0), 
	CONSTRAINT ck_sale_line_quantity_positive CHECK (quantity > 0), 
	CONSTRAINT fk_sale_line_order_id FOREIGN KEY(order_id) REFERENCES sale_order (id) ON DELETE CASCADE, 
	CONSTRAINT fk_sale_line_product_id FOREIGN KEY(product_id) REFERENCES product_product (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_sale_line_unit_id FOREIGN KEY(unit_id) REFERENCES base_unit (id) ON DELETE RESTRICT
);
INSERT INTO "sale_line" VALUES(1,1,10,1,'Fahrwind Cargo One',2000,1,429000,0,858000,2000,0,'2026-11-24 18:55:57.585314',NULL,'2026-11-24 18:55:57.585314',NULL,2);
INSERT INTO "sale_line" VALUES(2,1,10,4,'PowerCell 500 Wh battery',3000,1,54900,0,164700,3000,0,'2026-11-24 18:55:57.585314',NULL,'2026-11-24 18:55:57.585314',NULL,2);
INSERT INTO "sale_line" VALUES(3,1,10,16,'Delivery and set-up',1000,1,4900,0,4900,0,0,'2026-11-24 18:55:57.585314',NULL,'2026-11-24 18:55:57.585314',NULL,1);
INSERT INTO "sale_line" VALUES(4,2,10,2,'Fahrwind City 2',1000,1,279000,0,279000,1000,0,'2026-11-24 18:55:57.663184',NULL,'2026-11-24 18:55:57.663184',NULL,2);
INSERT INTO "sale_line" VALUES(5,2,10,7,'Helmet Kopfschutz M',1000,1,6990,0,6990,1000,0,'2026-11-24 18:55:57.663184',NULL,'2026-11-24 18:55:57.663184',NULL,2);
INSERT INTO "sale_line" VALUES(6,2,10,8,'Folding lock 90 cm',1000,1,5900,0,5900,1000,0,'2026-11-24 18:55:57.663184',NULL,'2026-11-24 18:55:57.663184',NULL,2);
INSERT INTO "sale_line" VALUES(7,3,10,3,'Fahrwind Trail 5',3000,1,369000,0,1107000,2000,0,'2026-11-24 18:55:57.699358',NULL,'2026-11-24 18:55:57.699358',NULL,2);
INSERT INTO "sale_line" VALUES(8,3,10,7,'Helmet Kopfschutz M',10000,1,6990,0,69900,8000,0,'2026-11-24 18:55:57.699358',NULL,'2026-11-24 18:55:57.699358',NULL,3);
INSERT INTO "sale_line" VALUES(9,3,10,5,'PowerCell 750 Wh battery',2000,1,74900,0,149800,0,0,'2026-11-24 18:55:57.699358',NULL,'2026-11-24 18:55:57.699358',NULL,1);
INSERT INTO "sale_line" VALUES(10,4,10,6,'Charger 4 A',1000,1,8900,0,8900,0,0,'2026-11-24 18:55:57.729408',NULL,'2026-11-24 18:55:57.729408',NULL,1);
INSERT INTO "sale_line" VALUES(11,4,10,9,'Pannier set 2 x 20 l',1000,1,11900,0,11900,0,0,'2026-11-24 18:55:57.729408',NULL,'2026-11-24 18:55:57.729408',NULL,1);
INSERT INTO "sale_line" VALUES(12,5,10,11,'Brake pads, pair',20000,1,1850,0,37000,0,0,'2026-11-24 18:55:57.756275',NULL,'2026-11-24 18:55:57.756275',NULL,1);
INSERT INTO "sale_line" VALUES(13,5,10,12,'Chain 122 links',10000,1,3200,0,32000,0,0,'2026-11-24 18:55:57.756275',NULL,'2026-11-24 18:55:57.756275',NULL,1);
INSERT INTO "sale_line" VALUES(14,6,10,2,'Fahrwind City 2',1000,1,279000,0,279000,0,0,'2026-11-24 18:55:57.789601',NULL,'2026-11-24 18:55:57.789601',NULL,1);
INSERT INTO "sale_line" VALUES(15,6,10,6,'Charger 4 A',1000,1,8900,0,8900,0,0,'2026-11-24 18:55:57.789601',NULL,'2026-11-24 18:55:57.789601',NULL,1);
INSERT INTO "sale_line" VALUES(16,7,10,1,'Fahrwind Cargo One',1000,1,429000,0,429000,0,0,'2026-11-24 18:55:57.796765',NULL,'2026-11-24 18:55:57.796765',NULL,1);
INSERT INTO "sale_line" VALUES(17,7,10,16,'Delivery and set-up',1000,1,4900,0,4900,0,0,'2026-11-24 18:55:57.796765',NULL,'2026-11-24 18:55:57.796765',NULL,1);
CREATE TABLE sale_order (
	id INTEGER NOT NULL, 
	number VARCHAR(20) NOT NULL, 
	customer_id INTEGER NOT NULL, 
	reference VARCHAR(200), 
	ordered_at DATETIME, 
	state VARCHAR(40) DEFAULT 'quotation' NOT NULL, 
	company_id INTEGER NOT NULL, 
	currency_id INTEGER NOT NULL, 
	note TEXT, 
	total BIGINT DEFAULT 0 NOT NULL, 
	created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	created_by_id INTEGER, 
	updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	updated_by_id INTEGER, 
	version INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT pk_sale_order PRIMARY KEY (id), 
	CONSTRAINT fk_sale_order_company_id FOREIGN KEY(company_id) REFERENCES base_company (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_sale_order_currency_id FOREIGN KEY(currency_id) REFERENCES base_currency (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_sale_order_customer_id FOREIGN KEY(customer_id) REFERENCES base_contact (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_sale_order_company_id_number UNIQUE (company_id, number)
);
INSERT INTO "sale_order" VALUES(1,'SO-00001',9,'Fleet 2026','2026-10-15 18:55:57.660961','confirmed',1,1,NULL,1027600,'2026-10-15 18:55:57.579758',NULL,'2026-11-24 18:55:57.663184',NULL,3);
INSERT INTO "sale_order" VALUES(2,'SO-00002',2,'Webshop 1187','2026-10-30 18:55:57.698871','confirmed',1,1,NULL,291890,'2026-10-30 18:55:57.660993',NULL,'2026-11-24 18:55:57.699358',NULL,3);
INSERT INTO "sale_order" VALUES(3,'SO-00003',13,'NW-7734','2026-11-12 18:55:57.729008','confirmed',1,1,NULL,1326700,'2026-11-12 18:55:57.698891',NULL,'2026-11-24 18:55:57.729408',NULL,3);
INSERT INTO "sale_order" VALUES(4,'SO-00004',3,'Webshop 1204','2026-11-21 18:55:57.751703','confirmed',1,1,NULL,20800,'2026-11-21 18:55:57.729030',NULL,'2026-11-24 18:55:57.756275',NULL,3);
INSERT INTO "sale_order" VALUES(5,'SO-00005',12,'Workshop stock','2026-11-22 18:55:57.789207','confirmed',1,1,NULL,69000,'2026-11-22 18:55:57.751721',NULL,'2026-11-24 18:55:57.789601',NULL,3);
INSERT INTO "sale_order" VALUES(6,'SO-00006',4,'Webshop 1211','2026-11-23 18:55:57.796374','quotation',1,1,NULL,287900,'2026-11-23 18:55:57.789232',NULL,'2026-11-24 18:55:57.796765',NULL,2);
INSERT INTO "sale_order" VALUES(7,'SO-00007',10,'Depot Altona','2026-11-23 18:55:57.799196','sent',1,1,NULL,433900,'2026-11-23 18:55:57.796397',NULL,'2026-11-24 18:55:57.799260',NULL,2);
CREATE TABLE stock_location (
	id INTEGER NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	parent_id INTEGER, 
	type VARCHAR(40) DEFAULT 'internal' NOT NULL, 
	usable_for_returns BOOLEAN DEFAULT 0 NOT NULL, 
	company_id INTEGER, 
	active BOOLEAN DEFAULT 1 NOT NULL, 
	created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	created_by_id INTEGER, 
	updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	updated_by_id INTEGER, 
	version INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT pk_stock_location PRIMARY KEY (id), 
	CONSTRAINT fk_stock_location_company_id FOREIGN KEY(company_id) REFERENCES base_company (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_stock_location_parent_id FOREIGN KEY(parent_id) REFERENCES stock_location (id) ON DELETE RESTRICT
);
INSERT INTO "stock_location" VALUES(1,'Suppliers',NULL,'supplier',0,NULL,1,'2026-11-24 18:55:56.397382',NULL,'2026-11-24 18:55:56.397382',NULL,1);
INSERT INTO "stock_location" VALUES(2,'Customers',NULL,'customer',0,NULL,1,'2026-11-24 18:55:56.399587',NULL,'2026-11-24 18:55:56.399587',NULL,1);
INSERT INTO "stock_location" VALUES(3,'Scrap',NULL,'scrap',0,NULL,1,'2026-11-24 18:55:56.404703',NULL,'2026-11-24 18:55:56.404703',NULL,1);
INSERT INTO "stock_location" VALUES(4,'Production',NULL,'production',0,NULL,1,'2026-11-24 18:55:56.405542',NULL,'2026-11-24 18:55:56.405542',NULL,1);
INSERT INTO "stock_location" VALUES(5,'In Transit',NULL,'transit',0,NULL,1,'2026-11-24 18:55:56.406232',NULL,'2026-11-24 18:55:56.406232',NULL,1);
INSERT INTO "stock_location" VALUES(6,'WH',NULL,'view',0,1,1,'2026-11-24 18:55:56.411707',NULL,'2026-11-24 18:55:56.411707',NULL,1);
INSERT INTO "stock_location" VALUES(7,'WH/Stock',6,'internal',1,1,1,'2026-11-24 18:55:56.411707',NULL,'2026-11-24 18:55:56.411707',NULL,1);
INSERT INTO "stock_location" VALUES(8,'WH/Input',6,'internal',0,1,1,'2026-11-24 18:55:56.411707',NULL,'2026-11-24 18:55:56.411707',NULL,1);
INSERT INTO "stock_location" VALUES(9,'WH/Output',6,'internal',0,1,1,'2026-11-24 18:55:56.411707',NULL,'2026-11-24 18:55:56.411707',NULL,1);
INSERT INTO "stock_location" VALUES(10,'WH/Returns',6,'internal',1,1,1,'2026-11-24 18:55:56.411707',NULL,'2026-11-24 18:55:56.411707',NULL,1);
CREATE TABLE stock_lot (
	id INTEGER NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	product_id INTEGER NOT NULL, 
	company_id INTEGER NOT NULL, 
	delivered_to_id INTEGER, 
	delivered_on DATE, 
	warranty_end DATE, 
	note TEXT, 
	created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	created_by_id INTEGER, 
	updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	updated_by_id INTEGER, 
	version INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT pk_stock_lot PRIMARY KEY (id), 
	CONSTRAINT fk_stock_lot_company_id FOREIGN KEY(company_id) REFERENCES base_company (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_stock_lot_delivered_to_id FOREIGN KEY(delivered_to_id) REFERENCES base_contact (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_stock_lot_product_id FOREIGN KEY(product_id) REFERENCES product_product (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_stock_lot_product_id_company_id_name UNIQUE (product_id, company_id, name)
);
INSERT INTO "stock_lot" VALUES(1,'C1-26-0001',1,1,9,'2026-11-24','2028-11-24',NULL,'2026-11-24 18:55:58.090936',NULL,'2026-11-24 18:55:58.090936',NULL,2);
INSERT INTO "stock_lot" VALUES(2,'C1-26-0002',1,1,9,'2026-11-24','2028-11-24',NULL,'2026-11-24 18:55:58.118083',NULL,'2026-11-24 18:55:58.118083',NULL,2);
INSERT INTO "stock_lot" VALUES(3,'C1-26-0003',1,1,NULL,NULL,NULL,NULL,'2026-11-24 18:55:58.130995',NULL,'2026-11-24 18:55:58.130995',NULL,1);
INSERT INTO "stock_lot" VALUES(4,'C1-26-0004',1,1,NULL,NULL,NULL,NULL,'2026-11-24 18:55:58.148775',NULL,'2026-11-24 18:55:58.148775',NULL,1);
INSERT INTO "stock_lot" VALUES(5,'C1-26-0005',1,1,NULL,NULL,NULL,NULL,'2026-11-24 18:55:58.161766',NULL,'2026-11-24 18:55:58.161766',NULL,1);
INSERT INTO "stock_lot" VALUES(6,'C1-26-0006',1,1,NULL,NULL,NULL,NULL,'2026-11-24 18:55:58.174756',NULL,'2026-11-24 18:55:58.174756',NULL,1);
INSERT INTO "stock_lot" VALUES(7,'CT2-26-0001',2,1,2,'2026-11-24','2028-11-24',NULL,'2026-11-24 18:55:58.187611',NULL,'2026-11-24 18:55:58.187611',NULL,2);
INSERT INTO "stock_lot" VALUES(8,'CT2-26-0002',2,1,NULL,NULL,NULL,NULL,'2026-11-24 18:55:58.208831',NULL,'2026-11-24 18:55:58.208831',NULL,1);
INSERT INTO "stock_lot" VALUES(9,'CT2-26-0003',2,1,NULL,NULL,NULL,NULL,'2026-11-24 18:55:58.221880',NULL,'2026-11-24 18:55:58.221880',NULL,1);
INSERT INTO "stock_lot" VALUES(10,'CT2-26-0004',2,1,NULL,NULL,NULL,NULL,'2026-11-24 18:55:58.234932',NULL,'2026-11-24 18:55:58.234932',NULL,1);
INSERT INTO "stock_lot" VALUES(11,'CT2-26-0005',2,1,NULL,NULL,NULL,NULL,'2026-11-24 18:55:58.250583',NULL,'2026-11-24 18:55:58.250583',NULL,1);
INSERT INTO "stock_lot" VALUES(12,'T5-26-0001',3,1,13,'2026-11-24','2028-11-24',NULL,'2026-11-24 18:55:58.268946',NULL,'2026-11-24 18:55:58.268946',NULL,2);
INSERT INTO "stock_lot" VALUES(13,'T5-26-0002',3,1,13,'2026-11-24','2028-11-24',NULL,'2026-11-24 18:55:58.282115',NULL,'2026-11-24 18:55:58.282115',NULL,2);
INSERT INTO "stock_lot" VALUES(14,'PC500-B14',4,1,9,'2026-11-24','2027-11-24',NULL,'2026-11-24 18:55:58.558842',NULL,'2026-11-24 18:55:58.558842',NULL,2);
INSERT INTO "stock_lot" VALUES(15,'PC500-B15',4,1,NULL,NULL,NULL,NULL,'2026-11-24 18:55:58.573281',NULL,'2026-11-24 18:55:58.573281',NULL,1);
INSERT INTO "stock_lot" VALUES(16,'PC750-B03',5,1,NULL,NULL,NULL,NULL,'2026-11-24 18:55:58.585360',NULL,'2026-11-24 18:55:58.585360',NULL,1);
INSERT INTO "stock_lot" VALUES(17,'D3-0101',10,1,NULL,NULL,NULL,NULL,'2026-11-24 18:55:58.908648',NULL,'2026-11-24 18:55:58.908648',NULL,1);
INSERT INTO "stock_lot" VALUES(18,'D3-0102',10,1,NULL,NULL,NULL,NULL,'2026-11-24 18:55:58.916822',NULL,'2026-11-24 18:55:58.916822',NULL,1);
CREATE TABLE stock_move (
	id INTEGER NOT NULL, 
	transfer_id INTEGER NOT NULL, 
	sequence INTEGER DEFAULT (10) NOT NULL, 
	product_id INTEGER NOT NULL, 
	label VARCHAR(200) DEFAULT '' NOT NULL, 
	quantity BIGINT DEFAULT 1000 NOT NULL, 
	reserved BIGINT DEFAULT 0 NOT NULL, 
	done BIGINT DEFAULT 0 NOT NULL, 
	source_id INTEGER NOT NULL, 
	destination_id INTEGER NOT NULL, 
	state VARCHAR(40) DEFAULT 'draft' NOT NULL, 
	return_of_id INTEGER, 
	created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	created_by_id INTEGER, 
	updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	updated_by_id INTEGER, 
	version INTEGER DEFAULT 1 NOT NULL, order_line_id INTEGER REFERENCES sale_line (id) ON DELETE RESTRICT, 
	CONSTRAINT pk_stock_move PRIMARY KEY (id), 
	CONSTRAINT ck_stock_move_demand_positive CHECK (quantity > 0), 
	CONSTRAINT ck_stock_move_reserved_not_negative CHECK (reserved >= 0), 
	CONSTRAINT fk_stock_move_destination_id FOREIGN KEY(destination_id) REFERENCES stock_location (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_stock_move_product_id FOREIGN KEY(product_id) REFERENCES product_product (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_stock_move_return_of_id FOREIGN KEY(return_of_id) REFERENCES stock_move (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_stock_move_source_id FOREIGN KEY(source_id) REFERENCES stock_location (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_stock_move_transfer_id FOREIGN KEY(transfer_id) REFERENCES stock_transfer (id) ON DELETE CASCADE
);
INSERT INTO "stock_move" VALUES(1,1,10,1,'Fahrwind Cargo One',2000,0,2000,7,2,'done',NULL,'2026-11-24 18:55:57.607601',NULL,'2026-11-24 18:55:59.028065',NULL,6,1);
INSERT INTO "stock_move" VALUES(2,1,10,4,'PowerCell 500 Wh battery',3000,0,3000,7,2,'done',NULL,'2026-11-24 18:55:57.607601',NULL,'2026-11-24 18:55:59.035933',NULL,5,2);
INSERT INTO "stock_move" VALUES(3,2,10,2,'Fahrwind City 2',1000,0,1000,7,2,'done',NULL,'2026-11-24 18:55:57.682661',NULL,'2026-11-24 18:55:59.089188',NULL,5,4);
INSERT INTO "stock_move" VALUES(4,2,10,7,'Helmet Kopfschutz M',1000,0,1000,7,2,'done',NULL,'2026-11-24 18:55:57.682661',NULL,'2026-11-24 18:55:59.090687',NULL,5,5);
INSERT INTO "stock_move" VALUES(5,2,10,8,'Folding lock 90 cm',1000,0,1000,7,2,'done',NULL,'2026-11-24 18:55:57.682661',NULL,'2026-11-24 18:55:59.090687',NULL,5,6);
INSERT INTO "stock_move" VALUES(6,3,10,3,'Fahrwind Trail 5',2000,0,2000,7,2,'done',NULL,'2026-11-24 18:55:57.713156',NULL,'2026-11-24 18:55:59.187686',NULL,5,7);
INSERT INTO "stock_move" VALUES(7,3,10,7,'Helmet Kopfschutz M',10000,0,10000,7,2,'done',NULL,'2026-11-24 18:55:57.713156',NULL,'2026-11-24 18:55:59.197083',NULL,5,8);
INSERT INTO "stock_move" VALUES(8,3,10,5,'PowerCell 750 Wh battery',2000,0,0,7,2,'cancelled',NULL,'2026-11-24 18:55:57.713156',NULL,'2026-11-24 18:55:59.197083',NULL,5,9);
INSERT INTO "stock_move" VALUES(9,4,10,6,'Charger 4 A',1000,1000,0,7,2,'ready',NULL,'2026-11-24 18:55:57.740457',NULL,'2026-11-24 18:55:58.766252',NULL,4,10);
INSERT INTO "stock_move" VALUES(10,4,10,9,'Pannier set 2 x 20 l',1000,1000,0,7,2,'ready',NULL,'2026-11-24 18:55:57.740457',NULL,'2026-11-24 18:55:58.864153',NULL,4,11);
INSERT INTO "stock_move" VALUES(11,5,10,11,'Brake pads, pair',20000,0,0,7,2,'ready',NULL,'2026-11-24 18:55:57.765137',NULL,'2026-11-24 18:55:57.783597',NULL,3,12);
INSERT INTO "stock_move" VALUES(12,5,10,12,'Chain 122 links',10000,0,0,7,2,'waiting',NULL,'2026-11-24 18:55:57.765137',NULL,'2026-11-24 18:55:57.772841',NULL,2,13);
INSERT INTO "stock_move" VALUES(13,6,10,1,'Fahrwind Cargo One',6000,0,6000,1,7,'done',NULL,'2026-11-24 18:55:57.939526',NULL,'2026-11-24 18:55:58.437787',NULL,4,NULL);
INSERT INTO "stock_move" VALUES(14,6,10,2,'Fahrwind City 2',5000,0,5000,1,7,'done',NULL,'2026-11-24 18:55:57.939526',NULL,'2026-11-24 18:55:58.437787',NULL,4,NULL);
INSERT INTO "stock_move" VALUES(15,6,10,3,'Fahrwind Trail 5',2000,0,2000,1,7,'done',NULL,'2026-11-24 18:55:57.939526',NULL,'2026-11-24 18:55:58.437787',NULL,4,NULL);
INSERT INTO "stock_move" VALUES(16,7,10,4,'PowerCell 500 Wh battery',20000,0,20000,1,7,'done',NULL,'2026-11-24 18:55:58.512196',NULL,'2026-11-24 18:55:58.623659',NULL,4,NULL);
INSERT INTO "stock_move" VALUES(17,7,10,5,'PowerCell 750 Wh battery',10000,0,10000,1,7,'done',NULL,'2026-11-24 18:55:58.512196',NULL,'2026-11-24 18:55:58.623659',NULL,4,NULL);
INSERT INTO "stock_move" VALUES(18,8,10,7,'Helmet Kopfschutz M',30000,0,30000,1,7,'done',NULL,'2026-11-24 18:55:58.679165',NULL,'2026-11-24 18:55:58.746348',NULL,4,NULL);
INSERT INTO "stock_move" VALUES(19,8,10,8,'Folding lock 90 cm',20000,0,20000,1,7,'done',NULL,'2026-11-24 18:55:58.679165',NULL,'2026-11-24 18:55:58.746348',NULL,4,NULL);
INSERT INTO "stock_move" VALUES(20,8,10,9,'Pannier set 2 x 20 l',8000,0,8000,1,7,'done',NULL,'2026-11-24 18:55:58.679165',NULL,'2026-11-24 18:55:58.746348',NULL,4,NULL);
INSERT INTO "stock_move" VALUES(21,8,10,6,'Charger 4 A',15000,0,15000,1,7,'done',NULL,'2026-11-24 18:55:58.679165',NULL,'2026-11-24 18:55:58.746348',NULL,4,NULL);
INSERT INTO "stock_move" VALUES(22,9,10,10,'Display unit D3',2000,0,2000,1,7,'done',NULL,'2026-11-24 18:55:58.867075',NULL,'2026-11-24 18:55:58.945342',NULL,4,NULL);
INSERT INTO "stock_move" VALUES(23,9,10,11,'Brake pads, pair',12000,0,12000,1,7,'done',NULL,'2026-11-24 18:55:58.867075',NULL,'2026-11-24 18:55:58.945342',NULL,4,NULL);
INSERT INTO "stock_move" VALUES(24,10,10,3,'Fahrwind Trail 5',1000,0,0,7,2,'waiting',NULL,'2026-11-24 18:55:59.123266',NULL,'2026-11-24 18:55:59.205754',NULL,2,7);
INSERT INTO "stock_move" VALUES(25,10,10,5,'PowerCell 750 Wh battery',2000,2000,0,7,2,'ready',NULL,'2026-11-24 18:55:59.123266',NULL,'2026-11-24 18:55:59.205754',NULL,2,9);
INSERT INTO "stock_move" VALUES(26,11,10,7,'Helmet Kopfschutz M',2000,0,2000,2,10,'done',7,'2026-11-24 18:55:59.245082',NULL,'2026-11-24 18:55:59.292849',NULL,2,8);
INSERT INTO "stock_move" VALUES(27,12,10,4,'PowerCell 500 Wh battery',1000,0,0,2,10,'ready',2,'2026-11-24 18:55:59.306587',NULL,'2026-11-24 18:55:59.306587',NULL,1,2);
CREATE TABLE stock_move_line (
	id INTEGER NOT NULL, 
	transfer_id INTEGER NOT NULL, 
	move_id INTEGER NOT NULL, 
	product_id INTEGER NOT NULL, 
	lot_id INTEGER, 
	lot_name VARCHAR(100), 
	quantity BIGINT DEFAULT 0 NOT NULL, 
	returned BIGINT DEFAULT 0 NOT NULL, 
	return_of_id INTEGER, 
	created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	created_by_id INTEGER, 
	updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	updated_by_id INTEGER, 
	version INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT pk_stock_move_line PRIMARY KEY (id), 
	CONSTRAINT ck_stock_move_line_quantity_not_negative CHECK (quantity >= 0), 
	CONSTRAINT ck_stock_move_line_returned_at_most_delivered CHECK (returned <= quantity), 
	CONSTRAINT ck_stock_move_line_returned_not_negative CHECK (returned >= 0), 
	CONSTRAINT fk_stock_move_line_lot_id FOREIGN KEY(lot_id) REFERENCES stock_lot (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_stock_move_line_move_id FOREIGN KEY(move_id) REFERENCES stock_move (id) ON DELETE CASCADE, 
	CONSTRAINT fk_stock_move_line_product_id FOREIGN KEY(product_id) REFERENCES product_product (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_stock_move_line_return_of_id FOREIGN KEY(return_of_id) REFERENCES stock_move_line (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_stock_move_line_transfer_id FOREIGN KEY(transfer_id) REFERENCES stock_transfer (id) ON DELETE CASCADE
);
INSERT INTO "stock_move_line" VALUES(1,5,11,11,NULL,NULL,20000,0,NULL,'2026-11-24 18:55:57.780131',NULL,'2026-11-24 18:55:57.780131',NULL,1);
INSERT INTO "stock_move_line" VALUES(2,6,13,1,1,'C1-26-0001',1000,0,NULL,'2026-11-24 18:55:57.973788',NULL,'2026-11-24 18:55:58.106324',NULL,3);
INSERT INTO "stock_move_line" VALUES(3,6,13,1,2,'C1-26-0002',1000,0,NULL,'2026-11-24 18:55:57.973788',NULL,'2026-11-24 18:55:58.128224',NULL,3);
INSERT INTO "stock_move_line" VALUES(4,6,13,1,3,'C1-26-0003',1000,0,NULL,'2026-11-24 18:55:57.973788',NULL,'2026-11-24 18:55:58.139208',NULL,3);
INSERT INTO "stock_move_line" VALUES(5,6,13,1,4,'C1-26-0004',1000,0,NULL,'2026-11-24 18:55:57.973788',NULL,'2026-11-24 18:55:58.150706',NULL,3);
INSERT INTO "stock_move_line" VALUES(6,6,13,1,5,'C1-26-0005',1000,0,NULL,'2026-11-24 18:55:57.973788',NULL,'2026-11-24 18:55:58.163486',NULL,3);
INSERT INTO "stock_move_line" VALUES(7,6,13,1,6,'C1-26-0006',1000,0,NULL,'2026-11-24 18:55:57.973788',NULL,'2026-11-24 18:55:58.184826',NULL,3);
INSERT INTO "stock_move_line" VALUES(8,6,14,2,7,'CT2-26-0001',1000,0,NULL,'2026-11-24 18:55:57.996796',NULL,'2026-11-24 18:55:58.197863',NULL,3);
INSERT INTO "stock_move_line" VALUES(9,6,14,2,8,'CT2-26-0002',1000,0,NULL,'2026-11-24 18:55:57.996796',NULL,'2026-11-24 18:55:58.210711',NULL,3);
INSERT INTO "stock_move_line" VALUES(10,6,14,2,9,'CT2-26-0003',1000,0,NULL,'2026-11-24 18:55:57.996796',NULL,'2026-11-24 18:55:58.223601',NULL,3);
INSERT INTO "stock_move_line" VALUES(11,6,14,2,10,'CT2-26-0004',1000,0,NULL,'2026-11-24 18:55:57.996796',NULL,'2026-11-24 18:55:58.243319',NULL,3);
INSERT INTO "stock_move_line" VALUES(12,6,14,2,11,'CT2-26-0005',1000,0,NULL,'2026-11-24 18:55:57.996796',NULL,'2026-11-24 18:55:58.257787',NULL,3);
INSERT INTO "stock_move_line" VALUES(13,6,15,3,12,'T5-26-0001',1000,0,NULL,'2026-11-24 18:55:58.006286',NULL,'2026-11-24 18:55:58.270820',NULL,3);
INSERT INTO "stock_move_line" VALUES(14,6,15,3,13,'T5-26-0002',1000,0,NULL,'2026-11-24 18:55:58.006286',NULL,'2026-11-24 18:55:58.283531',NULL,3);
INSERT INTO "stock_move_line" VALUES(15,1,1,1,1,NULL,1000,0,NULL,'2026-11-24 18:55:58.460853',NULL,'2026-11-24 18:55:58.460853',NULL,1);
INSERT INTO "stock_move_line" VALUES(16,1,1,1,2,NULL,1000,0,NULL,'2026-11-24 18:55:58.460853',NULL,'2026-11-24 18:55:58.460853',NULL,1);
INSERT INTO "stock_move_line" VALUES(17,2,3,2,7,NULL,1000,0,NULL,'2026-11-24 18:55:58.474156',NULL,'2026-11-24 18:55:58.474156',NULL,1);
INSERT INTO "stock_move_line" VALUES(18,3,6,3,12,NULL,1000,0,NULL,'2026-11-24 18:55:58.490428',NULL,'2026-11-24 18:55:58.490428',NULL,1);
INSERT INTO "stock_move_line" VALUES(19,3,6,3,13,NULL,1000,0,NULL,'2026-11-24 18:55:58.490428',NULL,'2026-11-24 18:55:58.490428',NULL,1);
INSERT INTO "stock_move_line" VALUES(20,7,16,4,14,'PC500-B14',8000,0,NULL,'2026-11-24 18:55:58.520337',NULL,'2026-11-24 18:55:58.566603',NULL,3);
INSERT INTO "stock_move_line" VALUES(21,7,17,5,16,'PC750-B03',10000,0,NULL,'2026-11-24 18:55:58.522370',NULL,'2026-11-24 18:55:58.587253',NULL,3);
INSERT INTO "stock_move_line" VALUES(22,7,16,4,15,'PC500-B15',12000,0,NULL,'2026-11-24 18:55:58.533504',NULL,'2026-11-24 18:55:58.574723',NULL,2);
INSERT INTO "stock_move_line" VALUES(23,1,2,4,14,NULL,3000,1000,NULL,'2026-11-24 18:55:58.645877',NULL,'2026-11-24 18:55:58.645877',NULL,2);
INSERT INTO "stock_move_line" VALUES(25,8,21,6,NULL,NULL,15000,0,NULL,'2026-11-24 18:55:58.692604',NULL,'2026-11-24 18:55:58.714815',NULL,2);
INSERT INTO "stock_move_line" VALUES(26,8,18,7,NULL,NULL,30000,0,NULL,'2026-11-24 18:55:58.698155',NULL,'2026-11-24 18:55:58.712980',NULL,2);
INSERT INTO "stock_move_line" VALUES(27,8,19,8,NULL,NULL,20000,0,NULL,'2026-11-24 18:55:58.704225',NULL,'2026-11-24 18:55:58.713679',NULL,2);
INSERT INTO "stock_move_line" VALUES(28,8,20,9,NULL,NULL,8000,0,NULL,'2026-11-24 18:55:58.706489',NULL,'2026-11-24 18:55:58.714263',NULL,2);
INSERT INTO "stock_move_line" VALUES(29,4,9,6,NULL,NULL,1000,0,NULL,'2026-11-24 18:55:58.755654',NULL,'2026-11-24 18:55:58.755654',NULL,1);
INSERT INTO "stock_move_line" VALUES(30,2,4,7,NULL,NULL,1000,0,NULL,'2026-11-24 18:55:58.779341',NULL,'2026-11-24 18:55:58.779341',NULL,1);
INSERT INTO "stock_move_line" VALUES(31,3,7,7,NULL,NULL,10000,2000,NULL,'2026-11-24 18:55:58.802731',NULL,'2026-11-24 18:55:58.802731',NULL,2);
INSERT INTO "stock_move_line" VALUES(32,2,5,8,NULL,NULL,1000,0,NULL,'2026-11-24 18:55:58.826369',NULL,'2026-11-24 18:55:58.826369',NULL,1);
INSERT INTO "stock_move_line" VALUES(33,4,10,9,NULL,NULL,1000,0,NULL,'2026-11-24 18:55:58.854175',NULL,'2026-11-24 18:55:58.854175',NULL,1);
INSERT INTO "stock_move_line" VALUES(34,9,22,10,17,'D3-0101',1000,0,NULL,'2026-11-24 18:55:58.884073',NULL,'2026-11-24 18:55:58.910251',NULL,3);
INSERT INTO "stock_move_line" VALUES(35,9,22,10,18,'D3-0102',1000,0,NULL,'2026-11-24 18:55:58.884073',NULL,'2026-11-24 18:55:58.918024',NULL,3);
INSERT INTO "stock_move_line" VALUES(36,9,23,11,NULL,NULL,12000,0,NULL,'2026-11-24 18:55:58.886872',NULL,'2026-11-24 18:55:58.894145',NULL,2);
INSERT INTO "stock_move_line" VALUES(37,10,25,5,16,NULL,2000,0,NULL,'2026-11-24 18:55:59.205754',NULL,'2026-11-24 18:55:59.205754',NULL,1);
INSERT INTO "stock_move_line" VALUES(38,11,26,7,NULL,NULL,2000,0,31,'2026-11-24 18:55:59.261094',NULL,'2026-11-24 18:55:59.261094',NULL,1);
INSERT INTO "stock_move_line" VALUES(39,12,27,4,14,NULL,1000,0,23,'2026-11-24 18:55:59.321158',NULL,'2026-11-24 18:55:59.321158',NULL,1);
CREATE TABLE stock_quant (
	id INTEGER NOT NULL, 
	company_id INTEGER NOT NULL, 
	product_id INTEGER NOT NULL, 
	location_id INTEGER NOT NULL, 
	lot_id INTEGER, 
	quantity BIGINT DEFAULT 0 NOT NULL, 
	reserved BIGINT DEFAULT 0 NOT NULL, 
	most BIGINT, 
	own BOOLEAN DEFAULT 0 NOT NULL, 
	created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	created_by_id INTEGER, 
	updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	updated_by_id INTEGER, 
	version INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT pk_stock_quant PRIMARY KEY (id), 
	CONSTRAINT ck_stock_quant_lots_not_overdrawn CHECK (lot_id IS NULL OR NOT own OR (quantity >= 0 AND reserved <= quantity)), 
	CONSTRAINT ck_stock_quant_serial_once CHECK (most IS NULL OR quantity <= most), 
	CONSTRAINT ck_stock_quant_reserved_not_negative CHECK (reserved >= 0), 
	CONSTRAINT fk_stock_quant_company_id FOREIGN KEY(company_id) REFERENCES base_company (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_stock_quant_location_id FOREIGN KEY(location_id) REFERENCES stock_location (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_stock_quant_lot_id FOREIGN KEY(lot_id) REFERENCES stock_lot (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_stock_quant_product_id FOREIGN KEY(product_id) REFERENCES product_product (id) ON DELETE RESTRICT
);
INSERT INTO "stock_quant" VALUES(1,1,1,1,1,-1000,0,1000,0,'2026-11-24 18:55:58.295753',NULL,'2026-11-24 18:55:58.295758',NULL,2);
INSERT INTO "stock_quant" VALUES(2,1,1,7,1,0,0,1000,1,'2026-11-24 18:55:58.309333',NULL,'2026-11-24 18:55:58.309339',NULL,4);
INSERT INTO "stock_quant" VALUES(3,1,1,1,2,-1000,0,1000,0,'2026-11-24 18:55:58.316380',NULL,'2026-11-24 18:55:58.316384',NULL,2);
INSERT INTO "stock_quant" VALUES(4,1,1,7,2,0,0,1000,1,'2026-11-24 18:55:58.317635',NULL,'2026-11-24 18:55:58.317637',NULL,4);
INSERT INTO "stock_quant" VALUES(5,1,1,1,3,-1000,0,1000,0,'2026-11-24 18:55:58.324389',NULL,'2026-11-24 18:55:58.324393',NULL,2);
INSERT INTO "stock_quant" VALUES(6,1,1,7,3,1000,0,1000,1,'2026-11-24 18:55:58.325553',NULL,'2026-11-24 18:55:58.325555',NULL,2);
INSERT INTO "stock_quant" VALUES(7,1,1,1,4,-1000,0,1000,0,'2026-11-24 18:55:58.332185',NULL,'2026-11-24 18:55:58.332187',NULL,2);
INSERT INTO "stock_quant" VALUES(8,1,1,7,4,1000,0,1000,1,'2026-11-24 18:55:58.333372',NULL,'2026-11-24 18:55:58.333375',NULL,2);
INSERT INTO "stock_quant" VALUES(9,1,1,1,5,-1000,0,1000,0,'2026-11-24 18:55:58.340089',NULL,'2026-11-24 18:55:58.340092',NULL,2);
INSERT INTO "stock_quant" VALUES(10,1,1,7,5,1000,0,1000,1,'2026-11-24 18:55:58.341359',NULL,'2026-11-24 18:55:58.341361',NULL,2);
INSERT INTO "stock_quant" VALUES(11,1,1,1,6,-1000,0,1000,0,'2026-11-24 18:55:58.347921',NULL,'2026-11-24 18:55:58.347924',NULL,2);
INSERT INTO "stock_quant" VALUES(12,1,1,7,6,1000,0,1000,1,'2026-11-24 18:55:58.349136',NULL,'2026-11-24 18:55:58.349137',NULL,2);
INSERT INTO "stock_quant" VALUES(13,1,2,1,7,-1000,0,1000,0,'2026-11-24 18:55:58.351649',NULL,'2026-11-24 18:55:58.351651',NULL,2);
INSERT INTO "stock_quant" VALUES(14,1,2,7,7,0,0,1000,1,'2026-11-24 18:55:58.356022',NULL,'2026-11-24 18:55:58.356025',NULL,4);
INSERT INTO "stock_quant" VALUES(15,1,2,1,8,-1000,0,1000,0,'2026-11-24 18:55:58.358462',NULL,'2026-11-24 18:55:58.358464',NULL,2);
INSERT INTO "stock_quant" VALUES(16,1,2,7,8,1000,0,1000,1,'2026-11-24 18:55:58.359465',NULL,'2026-11-24 18:55:58.359467',NULL,2);
INSERT INTO "stock_quant" VALUES(17,1,2,1,9,-1000,0,1000,0,'2026-11-24 18:55:58.376271',NULL,'2026-11-24 18:55:58.376275',NULL,2);
INSERT INTO "stock_quant" VALUES(18,1,2,7,9,1000,0,1000,1,'2026-11-24 18:55:58.377593',NULL,'2026-11-24 18:55:58.377596',NULL,2);
INSERT INTO "stock_quant" VALUES(19,1,2,1,10,-1000,0,1000,0,'2026-11-24 18:55:58.388393',NULL,'2026-11-24 18:55:58.388397',NULL,2);
INSERT INTO "stock_quant" VALUES(20,1,2,7,10,1000,0,1000,1,'2026-11-24 18:55:58.389626',NULL,'2026-11-24 18:55:58.389628',NULL,2);
INSERT INTO "stock_quant" VALUES(21,1,2,1,11,-1000,0,1000,0,'2026-11-24 18:55:58.400422',NULL,'2026-11-24 18:55:58.400426',NULL,2);
INSERT INTO "stock_quant" VALUES(22,1,2,7,11,1000,0,1000,1,'2026-11-24 18:55:58.401668',NULL,'2026-11-24 18:55:58.401670',NULL,2);
INSERT INTO "stock_quant" VALUES(23,1,3,1,12,-1000,0,1000,0,'2026-11-24 18:55:58.412594',NULL,'2026-11-24 18:55:58.412598',NULL,2);
INSERT INTO "stock_quant" VALUES(24,1,3,7,12,0,0,1000,1,'2026-11-24 18:55:58.413903',NULL,'2026-11-24 18:55:58.413905',NULL,4);
INSERT INTO "stock_quant" VALUES(25,1,3,1,13,-1000,0,1000,0,'2026-11-24 18:55:58.425088',NULL,'2026-11-24 18:55:58.425091',NULL,2);
INSERT INTO "stock_quant" VALUES(26,1,3,7,13,0,0,1000,1,'2026-11-24 18:55:58.426343',NULL,'2026-11-24 18:55:58.426346',NULL,4);
INSERT INTO "stock_quant" VALUES(27,1,4,1,14,-8000,0,NULL,0,'2026-11-24 18:55:58.598087',NULL,'2026-11-24 18:55:58.598093',NULL,2);
INSERT INTO "stock_quant" VALUES(28,1,4,7,14,5000,0,NULL,1,'2026-11-24 18:55:58.599764',NULL,'2026-11-24 18:55:58.599767',NULL,4);
INSERT INTO "stock_quant" VALUES(29,1,4,1,15,-12000,0,NULL,0,'2026-11-24 18:55:58.609821',NULL,'2026-11-24 18:55:58.609825',NULL,2);
INSERT INTO "stock_quant" VALUES(30,1,4,7,15,12000,0,NULL,1,'2026-11-24 18:55:58.611105',NULL,'2026-11-24 18:55:58.611108',NULL,2);
INSERT INTO "stock_quant" VALUES(31,1,5,1,16,-10000,0,NULL,0,'2026-11-24 18:55:58.620602',NULL,'2026-11-24 18:55:58.620608',NULL,2);
INSERT INTO "stock_quant" VALUES(32,1,5,7,16,10000,2000,NULL,1,'2026-11-24 18:55:58.622174',NULL,'2026-11-24 18:55:58.622177',NULL,5);
INSERT INTO "stock_quant" VALUES(33,1,6,1,NULL,-15000,0,NULL,0,'2026-11-24 18:55:58.728679',NULL,'2026-11-24 18:55:58.728684',NULL,2);
INSERT INTO "stock_quant" VALUES(34,1,6,7,NULL,15000,1000,NULL,1,'2026-11-24 18:55:58.730596',NULL,'2026-11-24 18:55:58.730598',NULL,3);
INSERT INTO "stock_quant" VALUES(35,1,7,1,NULL,-30000,0,NULL,0,'2026-11-24 18:55:58.731743',NULL,'2026-11-24 18:55:58.731745',NULL,2);
INSERT INTO "stock_quant" VALUES(36,1,7,7,NULL,19000,0,NULL,1,'2026-11-24 18:55:58.737599',NULL,'2026-11-24 18:55:58.737603',NULL,6);
INSERT INTO "stock_quant" VALUES(37,1,8,1,NULL,-20000,0,NULL,0,'2026-11-24 18:55:58.738585',NULL,'2026-11-24 18:55:58.738587',NULL,2);
INSERT INTO "stock_quant" VALUES(38,1,8,7,NULL,19000,0,NULL,1,'2026-11-24 18:55:58.739543',NULL,'2026-11-24 18:55:58.739545',NULL,4);
INSERT INTO "stock_quant" VALUES(39,1,9,1,NULL,-8000,0,NULL,0,'2026-11-24 18:55:58.744119',NULL,'2026-11-24 18:55:58.744122',NULL,2);
INSERT INTO "stock_quant" VALUES(40,1,9,7,NULL,8000,1000,NULL,1,'2026-11-24 18:55:58.745101',NULL,'2026-11-24 18:55:58.745102',NULL,3);
INSERT INTO "stock_quant" VALUES(41,1,10,1,17,-1000,0,1000,0,'2026-11-24 18:55:58.919751',NULL,'2026-11-24 18:55:58.919753',NULL,2);
INSERT INTO "stock_quant" VALUES(42,1,10,7,17,1000,0,1000,1,'2026-11-24 18:55:58.925474',NULL,'2026-11-24 18:55:58.925477',NULL,2);
INSERT INTO "stock_quant" VALUES(43,1,10,1,18,-1000,0,1000,0,'2026-11-24 18:55:58.932626',NULL,'2026-11-24 18:55:58.932630',NULL,2);
INSERT INTO "stock_quant" VALUES(44,1,10,7,18,1000,0,1000,1,'2026-11-24 18:55:58.933903',NULL,'2026-11-24 18:55:58.933906',NULL,2);
INSERT INTO "stock_quant" VALUES(45,1,1,2,1,1000,0,1000,0,'2026-11-24 18:55:59.006294',NULL,'2026-11-24 18:55:59.006299',NULL,2);
INSERT INTO "stock_quant" VALUES(46,1,1,2,2,1000,0,1000,0,'2026-11-24 18:55:59.014409',NULL,'2026-11-24 18:55:59.014413',NULL,2);
INSERT INTO "stock_quant" VALUES(47,1,4,2,14,3000,0,NULL,0,'2026-11-24 18:55:59.021634',NULL,'2026-11-24 18:55:59.021638',NULL,2);
INSERT INTO "stock_quant" VALUES(48,1,2,2,7,1000,0,1000,0,'2026-11-24 18:55:59.063489',NULL,'2026-11-24 18:55:59.063495',NULL,2);
INSERT INTO "stock_quant" VALUES(49,1,7,2,NULL,9000,0,NULL,0,'2026-11-24 18:55:59.076203',NULL,'2026-11-24 18:55:59.076208',NULL,4);
INSERT INTO "stock_quant" VALUES(50,1,8,2,NULL,1000,0,NULL,0,'2026-11-24 18:55:59.078336',NULL,'2026-11-24 18:55:59.078339',NULL,2);
INSERT INTO "stock_quant" VALUES(51,1,3,2,12,1000,0,1000,0,'2026-11-24 18:55:59.160895',NULL,'2026-11-24 18:55:59.160899',NULL,2);
INSERT INTO "stock_quant" VALUES(52,1,3,2,13,1000,0,1000,0,'2026-11-24 18:55:59.169689',NULL,'2026-11-24 18:55:59.169694',NULL,2);
INSERT INTO "stock_quant" VALUES(53,1,7,10,NULL,2000,0,NULL,1,'2026-11-24 18:55:59.287063',NULL,'2026-11-24 18:55:59.287067',NULL,2);
CREATE TABLE stock_reservation (
	id INTEGER NOT NULL, 
	move_id INTEGER NOT NULL, 
	quant_id INTEGER, 
	line_id INTEGER, 
	quantity BIGINT NOT NULL, 
	CONSTRAINT pk_stock_reservation PRIMARY KEY (id), 
	CONSTRAINT ck_stock_reservation_of_stock_or_of_a_line CHECK ((quant_id IS NULL) <> (line_id IS NULL)), 
	CONSTRAINT ck_stock_reservation_quantity_positive CHECK (quantity > 0), 
	CONSTRAINT fk_stock_reservation_line_id FOREIGN KEY(line_id) REFERENCES stock_move_line (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_stock_reservation_move_id FOREIGN KEY(move_id) REFERENCES stock_move (id) ON DELETE CASCADE, 
	CONSTRAINT fk_stock_reservation_quant_id FOREIGN KEY(quant_id) REFERENCES stock_quant (id) ON DELETE RESTRICT
);
INSERT INTO "stock_reservation" VALUES(8,9,34,NULL,1000);
INSERT INTO "stock_reservation" VALUES(12,10,40,NULL,1000);
INSERT INTO "stock_reservation" VALUES(13,25,32,NULL,2000);
INSERT INTO "stock_reservation" VALUES(14,27,NULL,23,1000);
CREATE TABLE stock_transfer (
	id INTEGER NOT NULL, 
	number VARCHAR(20) NOT NULL, 
	type VARCHAR(40) DEFAULT 'delivery' NOT NULL, 
	contact_id INTEGER, 
	source_id INTEGER NOT NULL, 
	destination_id INTEGER NOT NULL, 
	origin VARCHAR(200), 
	scheduled_at DATETIME, 
	done_at DATETIME, 
	company_id INTEGER NOT NULL, 
	state VARCHAR(40) DEFAULT 'draft' NOT NULL, 
	return_of_id INTEGER, 
	backorder_of_id INTEGER, 
	created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	created_by_id INTEGER, 
	updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	updated_by_id INTEGER, 
	version INTEGER DEFAULT 1 NOT NULL, order_id INTEGER REFERENCES sale_order (id) ON DELETE RESTRICT, ticket_id INTEGER REFERENCES helpdesk_ticket (id) ON DELETE RESTRICT, 
	CONSTRAINT pk_stock_transfer PRIMARY KEY (id), 
	CONSTRAINT fk_stock_transfer_backorder_of_id FOREIGN KEY(backorder_of_id) REFERENCES stock_transfer (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_stock_transfer_company_id FOREIGN KEY(company_id) REFERENCES base_company (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_stock_transfer_contact_id FOREIGN KEY(contact_id) REFERENCES base_contact (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_stock_transfer_destination_id FOREIGN KEY(destination_id) REFERENCES stock_location (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_stock_transfer_return_of_id FOREIGN KEY(return_of_id) REFERENCES stock_transfer (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_stock_transfer_source_id FOREIGN KEY(source_id) REFERENCES stock_location (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_stock_transfer_company_id_number UNIQUE (company_id, number)
);
INSERT INTO "stock_transfer" VALUES(1,'OUT/00001','delivery',9,7,2,'SO-00001','2026-11-24 18:55:57.603491','2026-11-24 18:55:59.037221',1,'done',NULL,NULL,'2026-11-24 18:55:57.607601',NULL,'2026-11-24 18:55:59.037341',NULL,4,1,NULL);
INSERT INTO "stock_transfer" VALUES(2,'OUT/00002','delivery',2,7,2,'SO-00002','2026-11-24 18:55:57.682124','2026-11-24 18:55:59.090514',1,'done',NULL,NULL,'2026-11-24 18:55:57.682661',NULL,'2026-11-24 18:55:59.090687',NULL,4,2,NULL);
INSERT INTO "stock_transfer" VALUES(3,'OUT/00003','delivery',13,7,2,'SO-00003','2026-11-24 18:55:57.712627','2026-11-24 18:55:59.196911',1,'done',NULL,NULL,'2026-11-24 18:55:57.713156',NULL,'2026-11-24 18:55:59.197083',NULL,3,3,NULL);
INSERT INTO "stock_transfer" VALUES(4,'OUT/00004','delivery',3,7,2,'SO-00004','2026-11-24 18:55:57.739968',NULL,1,'ready',NULL,NULL,'2026-11-24 18:55:57.740457',NULL,'2026-11-24 18:55:58.864153',NULL,3,4,NULL);
INSERT INTO "stock_transfer" VALUES(5,'OUT/00005','delivery',12,7,2,'SO-00005','2026-11-24 18:55:57.764672',NULL,1,'waiting',NULL,NULL,'2026-11-24 18:55:57.765137',NULL,'2026-11-24 18:55:57.783597',NULL,2,5,NULL);
INSERT INTO "stock_transfer" VALUES(6,'IN/00001','receipt',NULL,1,7,'Frame works, spring','2026-11-24 18:55:57.937992','2026-11-24 18:55:58.437526',1,'done',NULL,NULL,'2026-11-24 18:55:57.939526',NULL,'2026-11-24 18:55:58.437787',NULL,3,NULL,NULL);
INSERT INTO "stock_transfer" VALUES(7,'IN/00002','receipt',NULL,1,7,'PowerCell, batch 14','2026-11-24 18:55:58.502758','2026-11-24 18:55:58.623410',1,'done',NULL,NULL,'2026-11-24 18:55:58.512196',NULL,'2026-11-24 18:55:58.623659',NULL,3,NULL,NULL);
INSERT INTO "stock_transfer" VALUES(8,'IN/00003','receipt',NULL,1,7,'Accessories','2026-11-24 18:55:58.677945','2026-11-24 18:55:58.746085',1,'done',NULL,NULL,'2026-11-24 18:55:58.679165',NULL,'2026-11-24 18:55:58.746348',NULL,3,NULL,NULL);
INSERT INTO "stock_transfer" VALUES(9,'IN/00004','receipt',NULL,1,7,'Spare parts','2026-11-24 18:55:58.865832','2026-11-24 18:55:58.945102',1,'done',NULL,NULL,'2026-11-24 18:55:58.867075',NULL,'2026-11-24 18:55:58.945342',NULL,3,NULL,NULL);
INSERT INTO "stock_transfer" VALUES(10,'OUT/00006','delivery',13,7,2,'SO-00003','2026-11-24 18:55:59.122632',NULL,1,'waiting',NULL,3,'2026-11-24 18:55:59.123266',NULL,'2026-11-24 18:55:59.205754',NULL,2,3,NULL);
INSERT INTO "stock_transfer" VALUES(11,'IN/00005','receipt',13,2,10,'Return of OUT/00003','2026-11-24 18:55:59.244547','2026-11-24 18:55:59.292669',1,'done',3,NULL,'2026-11-24 18:55:59.245082',NULL,'2026-11-24 18:55:59.292849',NULL,2,3,4);
INSERT INTO "stock_transfer" VALUES(12,'IN/00006','receipt',9,2,10,'Return of OUT/00001','2026-11-24 18:55:59.306074',NULL,1,'ready',1,NULL,'2026-11-24 18:55:59.306587',NULL,'2026-11-24 18:55:59.306587',NULL,1,1,8);
CREATE TABLE stock_warehouse (
	id INTEGER NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	code VARCHAR(8) NOT NULL, 
	company_id INTEGER NOT NULL, 
	stock_id INTEGER NOT NULL, 
	input_id INTEGER NOT NULL, 
	output_id INTEGER NOT NULL, 
	returns_id INTEGER NOT NULL, 
	active BOOLEAN DEFAULT 1 NOT NULL, 
	created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	created_by_id INTEGER, 
	updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
	updated_by_id INTEGER, 
	version INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT pk_stock_warehouse PRIMARY KEY (id), 
	CONSTRAINT fk_stock_warehouse_company_id FOREIGN KEY(company_id) REFERENCES base_company (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_stock_warehouse_input_id FOREIGN KEY(input_id) REFERENCES stock_location (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_stock_warehouse_output_id FOREIGN KEY(output_id) REFERENCES stock_location (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_stock_warehouse_returns_id FOREIGN KEY(returns_id) REFERENCES stock_location (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_stock_warehouse_stock_id FOREIGN KEY(stock_id) REFERENCES stock_location (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_stock_warehouse_company_id_code UNIQUE (company_id, code)
);
INSERT INTO "stock_warehouse" VALUES(1,'Warehouse','WH',1,7,8,9,10,1,'2026-11-24 18:55:56.411707',NULL,'2026-11-24 18:55:56.411707',NULL,1);
CREATE INDEX ix_core_api_key_user_id ON core_api_key (user_id);
CREATE INDEX ix_core_attempt_until ON core_attempt (until);
CREATE INDEX ix_core_audit_entry_at ON core_audit_entry (at);
CREATE INDEX ix_core_audit_entry_record_model_record_id_id ON core_audit_entry (record_model, record_id, id);
CREATE INDEX ix_core_audit_entry_user_id ON core_audit_entry (user_id);
CREATE INDEX ix_core_external_key_model_name_record_id ON core_external_key (model_name, record_id);
CREATE INDEX ix_core_form_token_made_at ON core_form_token (made_at);
CREATE INDEX ix_core_session_user_id ON core_session (user_id);
CREATE INDEX ix_core_audit_entry_user_name_id ON core_audit_entry (user_name, id);
CREATE TRIGGER core_audit_entry_no_update BEFORE update ON core_audit_entry
BEGIN SELECT RAISE(ABORT, 'audit entries are neither changed nor deleted'); END;
CREATE TRIGGER core_audit_entry_no_delete BEFORE delete ON core_audit_entry
BEGIN SELECT RAISE(ABORT, 'audit entries are neither changed nor deleted'); END;
CREATE INDEX ix_base_attachment_document_model_document_id ON base_attachment (document_model, document_id);
CREATE INDEX ix_base_attachment_hash ON base_attachment (hash);
CREATE INDEX ix_base_contact_commercial_id_id ON base_contact (commercial_id, id);
CREATE INDEX ix_base_contact_company_id_active_name_id ON base_contact (company_id, active, name, id);
CREATE INDEX ix_base_contact_country_id ON base_contact (country_id);
CREATE INDEX ix_base_contact_email ON base_contact (email);
CREATE INDEX ix_base_contact_parent_id ON base_contact (parent_id);
CREATE INDEX ix_base_user_active_name_id ON base_user (active, name, id);
CREATE INDEX ix_base_user_company_id ON base_user (company_id);
CREATE INDEX ix_base_user_contact_id ON base_user (contact_id);
CREATE INDEX ix_link_base_contact_base_contact_tag_base_contact_tag_id ON link_base_contact_base_contact_tag (base_contact_tag_id);
CREATE UNIQUE INDEX ix_base_saved_search_one_default ON base_saved_search (page, owner_id) WHERE is_default;
CREATE INDEX ix_base_saved_search_owner_id ON base_saved_search (owner_id);
CREATE INDEX ix_link_base_company_base_user_base_user_id ON link_base_company_base_user (base_user_id);
CREATE INDEX ix_link_base_role_base_user_base_user_id ON link_base_role_base_user (base_user_id);
CREATE INDEX ix_base_company_contact_id ON base_company (contact_id);
CREATE INDEX ix_base_company_currency_id ON base_company (currency_id);
CREATE INDEX ix_base_company_logo_id ON base_company (logo_id);
CREATE INDEX ix_mail_follower_contact_id ON mail_follower (contact_id);
CREATE INDEX ix_mail_message_author_id ON mail_message (author_id);
CREATE INDEX ix_mail_message_document_model_document_id_id ON mail_message (document_model, document_id, id);
CREATE INDEX ix_link_base_attachment_mail_message_mail_message_id ON link_base_attachment_mail_message (mail_message_id);
CREATE INDEX ix_helpdesk_team_company_id ON helpdesk_team (company_id);
CREATE INDEX ix_helpdesk_team_company_id_visibility_active_id ON helpdesk_team (company_id, visibility, active, id);
CREATE INDEX ix_helpdesk_ticket_assignee_id ON helpdesk_ticket (assignee_id);
CREATE INDEX ix_helpdesk_ticket_assignee_id_closed_at_id ON helpdesk_ticket (assignee_id, closed_at, id);
CREATE INDEX ix_helpdesk_ticket_company_id_team_id_stage_id_id ON helpdesk_ticket (company_id, team_id, stage_id, id);
CREATE INDEX ix_helpdesk_ticket_customer_id ON helpdesk_ticket (customer_id);
CREATE INDEX ix_helpdesk_ticket_stage_id ON helpdesk_ticket (stage_id);
CREATE INDEX ix_helpdesk_ticket_team_id ON helpdesk_ticket (team_id);
CREATE INDEX ix_helpdesk_ticket_type_id ON helpdesk_ticket (type_id);
CREATE INDEX ix_helpdesk_turn_team_id ON helpdesk_turn (team_id);
CREATE INDEX ix_helpdesk_turn_user_id ON helpdesk_turn (user_id);
CREATE INDEX ix_link_base_user_helpdesk_team_helpdesk_team_id ON link_base_user_helpdesk_team (helpdesk_team_id);
CREATE INDEX ix_link_helpdesk_stage_helpdesk_team_helpdesk_team_id ON link_helpdesk_stage_helpdesk_team (helpdesk_team_id);
CREATE INDEX ix_link_helpdesk_tag_helpdesk_ticket_helpdesk_ticket_id ON link_helpdesk_tag_helpdesk_ticket (helpdesk_ticket_id);
CREATE INDEX ix_helpdesk_ticket_open ON helpdesk_ticket (company_id, id) WHERE closed_at IS NULL;
CREATE INDEX ix_product_category_parent_id ON product_category (parent_id);
CREATE UNIQUE INDEX ix_product_product_barcode ON product_product (barcode) WHERE barcode is not null;
CREATE INDEX ix_product_product_category_id ON product_product (category_id);
CREATE INDEX ix_product_product_company_id_active_name_id ON product_product (company_id, active, name, id);
CREATE INDEX ix_product_product_unit_id ON product_product (unit_id);
CREATE INDEX ix_link_product_product_product_tag_product_tag_id ON link_product_product_product_tag (product_tag_id);
CREATE INDEX ix_sale_order_company_id ON sale_order (company_id);
CREATE INDEX ix_sale_order_company_id_state_id ON sale_order (company_id, state, id);
CREATE INDEX ix_sale_order_currency_id ON sale_order (currency_id);
CREATE INDEX ix_sale_order_customer_id ON sale_order (customer_id);
CREATE INDEX ix_sale_order_customer_id_state_id ON sale_order (customer_id, state, id);
CREATE INDEX ix_sale_line_order_id ON sale_line (order_id);
CREATE INDEX ix_sale_line_product_id ON sale_line (product_id);
CREATE INDEX ix_sale_line_product_id_order_id ON sale_line (product_id, order_id);
CREATE INDEX ix_sale_line_unit_id ON sale_line (unit_id);
CREATE INDEX ix_sale_order_created_by_id_id ON sale_order (created_by_id, id);
CREATE INDEX ix_helpdesk_ticket_product_id ON helpdesk_ticket (product_id);
CREATE INDEX ix_helpdesk_ticket_product_id_id ON helpdesk_ticket (product_id, id);
CREATE INDEX ix_helpdesk_ticket_sales_order_id ON helpdesk_ticket (sales_order_id);
CREATE INDEX ix_stock_location_company_id ON stock_location (company_id);
CREATE INDEX ix_stock_location_company_id_type_id ON stock_location (company_id, type, id);
CREATE INDEX ix_stock_location_parent_id ON stock_location (parent_id);
CREATE INDEX ix_stock_lot_company_id ON stock_lot (company_id);
CREATE INDEX ix_stock_lot_delivered_to_id ON stock_lot (delivered_to_id);
CREATE INDEX ix_stock_lot_product_id ON stock_lot (product_id);
CREATE INDEX ix_stock_transfer_backorder_of_id ON stock_transfer (backorder_of_id);
CREATE INDEX ix_stock_transfer_company_id ON stock_transfer (company_id);
CREATE INDEX ix_stock_transfer_company_id_state_type_id ON stock_transfer (company_id, state, type, id);
CREATE INDEX ix_stock_transfer_contact_id ON stock_transfer (contact_id);
CREATE INDEX ix_stock_transfer_contact_id_type_state_id ON stock_transfer (contact_id, type, state, id);
CREATE INDEX ix_stock_transfer_destination_id ON stock_transfer (destination_id);
CREATE INDEX ix_stock_transfer_return_of_id ON stock_transfer (return_of_id);
CREATE INDEX ix_stock_transfer_source_id ON stock_transfer (source_id);
CREATE INDEX ix_stock_warehouse_company_id ON stock_warehouse (company_id);
CREATE INDEX ix_stock_warehouse_input_id ON stock_warehouse (input_id);
CREATE INDEX ix_stock_warehouse_output_id ON stock_warehouse (output_id);
CREATE INDEX ix_stock_warehouse_returns_id ON stock_warehouse (returns_id);
CREATE INDEX ix_stock_warehouse_stock_id ON stock_warehouse (stock_id);
CREATE INDEX ix_stock_quant_company_id ON stock_quant (company_id);
CREATE INDEX ix_stock_quant_company_id_product_id_location_id_id ON stock_quant (company_id, product_id, location_id, id);
CREATE INDEX ix_stock_quant_location_id ON stock_quant (location_id);
CREATE INDEX ix_stock_quant_lot_id ON stock_quant (lot_id);
CREATE INDEX ix_stock_quant_product_id ON stock_quant (product_id);
CREATE UNIQUE INDEX uq_stock_quant_lot ON stock_quant (lot_id, location_id) WHERE lot_id IS NOT NULL;
CREATE UNIQUE INDEX uq_stock_quant_plain ON stock_quant (company_id, product_id, location_id) WHERE lot_id IS NULL;
CREATE UNIQUE INDEX uq_stock_quant_serial_in_one_place ON stock_quant (lot_id) WHERE most IS NOT NULL AND quantity > 0;
CREATE INDEX ix_stock_move_destination_id ON stock_move (destination_id);
CREATE INDEX ix_stock_move_product_id ON stock_move (product_id);
CREATE INDEX ix_stock_move_product_id_source_id_state_id ON stock_move (product_id, source_id, state, id);
CREATE INDEX ix_stock_move_return_of_id ON stock_move (return_of_id);
CREATE INDEX ix_stock_move_source_id ON stock_move (source_id);
CREATE INDEX ix_stock_move_transfer_id ON stock_move (transfer_id);
CREATE INDEX ix_stock_move_line_lot_id ON stock_move_line (lot_id);
CREATE INDEX ix_stock_move_line_lot_id_id ON stock_move_line (lot_id, id);
CREATE INDEX ix_stock_move_line_move_id ON stock_move_line (move_id);
CREATE INDEX ix_stock_move_line_product_id ON stock_move_line (product_id);
CREATE INDEX ix_stock_move_line_return_of_id ON stock_move_line (return_of_id);
CREATE INDEX ix_stock_move_line_transfer_id ON stock_move_line (transfer_id);
CREATE INDEX ix_stock_reservation_line_id ON stock_reservation (line_id);
CREATE INDEX ix_stock_reservation_move_id ON stock_reservation (move_id);
CREATE INDEX ix_stock_reservation_quant_id ON stock_reservation (quant_id);
CREATE UNIQUE INDEX uq_stock_reservation_line ON stock_reservation (move_id, line_id) WHERE line_id IS NOT NULL;
CREATE UNIQUE INDEX uq_stock_reservation_quant ON stock_reservation (move_id, quant_id) WHERE quant_id IS NOT NULL;
CREATE TRIGGER stock_transfer_update_stays BEFORE UPDATE ON stock_transfer FOR EACH ROW WHEN OLD.state = 'done' AND (OLD.number IS NOT NEW.number OR OLD.type IS NOT NEW.type OR OLD.state IS NOT NEW.state OR OLD.contact_id IS NOT NEW.contact_id OR OLD.company_id IS NOT NEW.company_id OR OLD.source_id IS NOT NEW.source_id OR OLD.destination_id IS NOT NEW.destination_id OR OLD.done_at IS NOT NEW.done_at) BEGIN SELECT RAISE(ABORT, 'what a done transfer moved cannot change'); END;
CREATE TRIGGER stock_transfer_delete_stays BEFORE DELETE ON stock_transfer FOR EACH ROW WHEN OLD.state = 'done' BEGIN SELECT RAISE(ABORT, 'what a done transfer moved cannot change'); END;
CREATE TRIGGER stock_move_update_stays BEFORE UPDATE ON stock_move FOR EACH ROW WHEN OLD.state = 'done' AND (OLD.transfer_id IS NOT NEW.transfer_id OR OLD.product_id IS NOT NEW.product_id OR OLD.quantity IS NOT NEW.quantity OR OLD.done IS NOT NEW.done OR OLD.state IS NOT NEW.state OR OLD.source_id IS NOT NEW.source_id OR OLD.destination_id IS NOT NEW.destination_id) BEGIN SELECT RAISE(ABORT, 'what a done transfer moved cannot change'); END;
CREATE TRIGGER stock_move_delete_stays BEFORE DELETE ON stock_move FOR EACH ROW WHEN OLD.state = 'done' BEGIN SELECT RAISE(ABORT, 'what a done transfer moved cannot change'); END;
CREATE TRIGGER stock_move_line_update_stays BEFORE UPDATE ON stock_move_line FOR EACH ROW WHEN EXISTS (SELECT 1 FROM stock_move WHERE id = OLD.move_id AND state = 'done') AND (OLD.transfer_id IS NOT NEW.transfer_id OR OLD.move_id IS NOT NEW.move_id OR OLD.product_id IS NOT NEW.product_id OR OLD.lot_id IS NOT NEW.lot_id OR OLD.quantity IS NOT NEW.quantity) BEGIN SELECT RAISE(ABORT, 'what a done transfer moved cannot change'); END;
CREATE TRIGGER stock_move_line_delete_stays BEFORE DELETE ON stock_move_line FOR EACH ROW WHEN EXISTS (SELECT 1 FROM stock_move WHERE id = OLD.move_id AND state = 'done') BEGIN SELECT RAISE(ABORT, 'what a done transfer moved cannot change'); END;
CREATE TRIGGER stock_move_line_insert_stays BEFORE INSERT ON stock_move_line FOR EACH ROW WHEN EXISTS (SELECT 1 FROM stock_move WHERE id = NEW.move_id AND state = 'done') BEGIN SELECT RAISE(ABORT, 'what a done transfer moved cannot change'); END;
CREATE INDEX ix_stock_lot_delivered ON stock_lot (company_id, id) WHERE delivered_on IS NOT NULL;
CREATE INDEX ix_stock_quant_on_hand ON stock_quant (company_id, product_id, id) WHERE own AND quantity <> 0;
CREATE INDEX ix_stock_move_order_line_id ON stock_move (order_line_id);
CREATE INDEX ix_stock_transfer_order_id ON stock_transfer (order_id);
CREATE INDEX ix_helpdesk_ticket_lot_id ON helpdesk_ticket (lot_id);
CREATE INDEX ix_stock_transfer_ticket_id ON stock_transfer (ticket_id);
COMMIT;
