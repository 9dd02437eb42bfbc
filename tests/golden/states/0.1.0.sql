BEGIN TRANSACTION;
CREATE TABLE account (
	name VARCHAR(100) NOT NULL, 
	display VARCHAR(200) NOT NULL, 
	email VARCHAR(200) NOT NULL, 
	active BOOLEAN NOT NULL, 
	language VARCHAR(5) NOT NULL, 
	rights TEXT NOT NULL, 
	password VARCHAR(200) NOT NULL, 
	must_change BOOLEAN NOT NULL, 
	failures INTEGER NOT NULL, 
	locked_until VARCHAR(32), 
	created_at VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_account PRIMARY KEY (name)
);
CREATE TABLE activity (
	root_id VARCHAR(100) NOT NULL, 
	id VARCHAR(100) NOT NULL, 
	instance_id VARCHAR(100) NOT NULL, 
	parent_id VARCHAR(100), 
	seq INTEGER NOT NULL, 
	element VARCHAR(255) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	name VARCHAR(500) NOT NULL, 
	started_at VARCHAR(32) NOT NULL, 
	ended_at VARCHAR(32), 
	canceled BOOLEAN NOT NULL, 
	called_id VARCHAR(100), 
	CONSTRAINT pk_activity PRIMARY KEY (root_id, id), 
	CONSTRAINT fk_activity_root_id FOREIGN KEY(root_id) REFERENCES instance (id)
);
INSERT INTO "activity" VALUES('ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','09bb948e-5050-4740-945a-f333d313adf1','ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','ffa0e72a-bbfd-406a-a7f4-f0b510781dfb',2,'s','startEvent','s','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','b9610686-fa03-4243-aaff-d0914d459fea','ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','ffa0e72a-bbfd-406a-a7f4-f0b510781dfb',3,'a','userTask','a','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','5cf8a4c0-955c-49df-82d5-3f8d580b2b3c','ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','ffa0e72a-bbfd-406a-a7f4-f0b510781dfb',4,'g','exclusiveGateway','g','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','d7d87bee-be62-4ac7-b04c-3795680ee7a8','ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','ffa0e72a-bbfd-406a-a7f4-f0b510781dfb',5,'a','userTask','a','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','a6313da0-e0a1-44d9-b96a-207991f55869','ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','ffa0e72a-bbfd-406a-a7f4-f0b510781dfb',6,'g','exclusiveGateway','g','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','0eea2edb-e8fb-4cdc-aeae-8e7450aa9b67','ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','ffa0e72a-bbfd-406a-a7f4-f0b510781dfb',7,'a','userTask','a','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','77b65756-78ee-4194-bd91-6f52bb64d8c1','ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','ffa0e72a-bbfd-406a-a7f4-f0b510781dfb',8,'g','exclusiveGateway','g','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','554e00f3-976e-4a99-97c8-6b4416cb205d','ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','ffa0e72a-bbfd-406a-a7f4-f0b510781dfb',9,'a','userTask','a','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
INSERT INTO "activity" VALUES('397a5229-0b90-43ec-8775-353cab505c12','1ff12cc2-5f66-4d0b-947c-32937d9bd501','397a5229-0b90-43ec-8775-353cab505c12','397a5229-0b90-43ec-8775-353cab505c12',2,'s','startEvent','s','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('397a5229-0b90-43ec-8775-353cab505c12','27409f8b-3c1c-4342-a736-09970b3b5dfa','397a5229-0b90-43ec-8775-353cab505c12','397a5229-0b90-43ec-8775-353cab505c12',3,'f','parallelGateway','f','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('397a5229-0b90-43ec-8775-353cab505c12','5202f2f5-5563-4ae9-8ae5-2b5bb825969a','397a5229-0b90-43ec-8775-353cab505c12','397a5229-0b90-43ec-8775-353cab505c12',6,'a','userTask','a','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('397a5229-0b90-43ec-8775-353cab505c12','28d58573-9207-4380-be31-c535089a6d36','397a5229-0b90-43ec-8775-353cab505c12','397a5229-0b90-43ec-8775-353cab505c12',5,'b','userTask','b','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
INSERT INTO "activity" VALUES('397a5229-0b90-43ec-8775-353cab505c12','26225b29-3463-4392-b99b-db7f2e65455f','397a5229-0b90-43ec-8775-353cab505c12','397a5229-0b90-43ec-8775-353cab505c12',4,'c','userTask','c','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('397a5229-0b90-43ec-8775-353cab505c12','e58a4878-63aa-450d-846b-466c634cdde9','397a5229-0b90-43ec-8775-353cab505c12','397a5229-0b90-43ec-8775-353cab505c12',7,'j','parallelGateway','j','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
INSERT INTO "activity" VALUES('397a5229-0b90-43ec-8775-353cab505c12','d4dd1fa5-c2c6-4b3e-a8cd-fb6dcb0cf54b','397a5229-0b90-43ec-8775-353cab505c12','397a5229-0b90-43ec-8775-353cab505c12',8,'j','parallelGateway','j','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
INSERT INTO "activity" VALUES('53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40','2b8c42e3-f8f4-4221-a0dc-510b73331711','53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40','53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40',2,'s','startEvent','s','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40','a96106f0-c852-483f-a4f7-8ddcdbe8b8bd','53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40','53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40',3,'f','inclusiveGateway','f','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40','e8ea0bfa-5566-40e4-8eef-383205309a5f','53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40','53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40',5,'a','userTask','a','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40','914161e7-6f9d-49f1-86eb-91564575e920','53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40','53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40',4,'b','userTask','b','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
INSERT INTO "activity" VALUES('53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40','e8064510-ee9d-42ec-b51e-df1a6f9dd45f','53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40','53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40',6,'j','inclusiveGateway','j','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
INSERT INTO "activity" VALUES('94ffcf5d-492b-448a-be5c-fb3b24b60115','08a7f5e5-c8cb-489a-9914-f9feae28b468','94ffcf5d-492b-448a-be5c-fb3b24b60115','94ffcf5d-492b-448a-be5c-fb3b24b60115',2,'s','startEvent','s','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('94ffcf5d-492b-448a-be5c-fb3b24b60115','0d814fd1-f119-49a6-bdee-40bb38cc7f12','94ffcf5d-492b-448a-be5c-fb3b24b60115','94ffcf5d-492b-448a-be5c-fb3b24b60115',3,'m#multiInstanceBody','multiInstanceBody','m','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
INSERT INTO "activity" VALUES('94ffcf5d-492b-448a-be5c-fb3b24b60115','3c776aa1-13d7-492b-ab10-c7ac4d765420','94ffcf5d-492b-448a-be5c-fb3b24b60115','0d814fd1-f119-49a6-bdee-40bb38cc7f12',6,'m','userTask','m','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('94ffcf5d-492b-448a-be5c-fb3b24b60115','7d8471a3-5bff-435c-aa0d-506435772e41','94ffcf5d-492b-448a-be5c-fb3b24b60115','0d814fd1-f119-49a6-bdee-40bb38cc7f12',5,'m','userTask','m','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('94ffcf5d-492b-448a-be5c-fb3b24b60115','9fa85c55-efeb-4c21-a5c9-37d2362cd049','94ffcf5d-492b-448a-be5c-fb3b24b60115','0d814fd1-f119-49a6-bdee-40bb38cc7f12',4,'m','userTask','m','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
INSERT INTO "activity" VALUES('48249749-1d57-4071-a9dd-a79e1b177d1b','4561f6c2-c095-45d4-a428-2d771d9f7ce3','48249749-1d57-4071-a9dd-a79e1b177d1b','48249749-1d57-4071-a9dd-a79e1b177d1b',2,'s','startEvent','s','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('48249749-1d57-4071-a9dd-a79e1b177d1b','b74062b3-bfa1-4943-9384-46355599c8fb','48249749-1d57-4071-a9dd-a79e1b177d1b','48249749-1d57-4071-a9dd-a79e1b177d1b',3,'q#multiInstanceBody','multiInstanceBody','q','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
INSERT INTO "activity" VALUES('48249749-1d57-4071-a9dd-a79e1b177d1b','aecf281a-1e44-474d-9544-9c641cbc21a6','48249749-1d57-4071-a9dd-a79e1b177d1b','b74062b3-bfa1-4943-9384-46355599c8fb',4,'q','userTask','q','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('48249749-1d57-4071-a9dd-a79e1b177d1b','9b531b6b-4a90-4a04-aff8-5416498a8cba','48249749-1d57-4071-a9dd-a79e1b177d1b','b74062b3-bfa1-4943-9384-46355599c8fb',5,'q','userTask','q','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
INSERT INTO "activity" VALUES('81758d51-437e-4039-957d-c40022e6c80b','4a068aa8-3497-436a-adf4-df450ee49a31','81758d51-437e-4039-957d-c40022e6c80b','81758d51-437e-4039-957d-c40022e6c80b',2,'s','startEvent','s','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('81758d51-437e-4039-957d-c40022e6c80b','a942803f-0179-4585-858b-2b45512447f7','81758d51-437e-4039-957d-c40022e6c80b','81758d51-437e-4039-957d-c40022e6c80b',3,'t','intermediateTimer','t','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
INSERT INTO "activity" VALUES('5e5fc339-528b-4bdd-9ff4-c1a4f644423e','4b3af9d0-51e5-4cb2-a551-85c811776ca3','5e5fc339-528b-4bdd-9ff4-c1a4f644423e','5e5fc339-528b-4bdd-9ff4-c1a4f644423e',2,'s','startEvent','s','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('5e5fc339-528b-4bdd-9ff4-c1a4f644423e','6320f84e-2ef1-4dbd-b935-92ec2ba07a01','5e5fc339-528b-4bdd-9ff4-c1a4f644423e','5e5fc339-528b-4bdd-9ff4-c1a4f644423e',3,'a','userTask','a','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
INSERT INTO "activity" VALUES('e14b0bcc-0740-4a5e-97d1-0709c8638aaa','7c5fe152-52d6-4b36-9df6-24d3bba91955','e14b0bcc-0740-4a5e-97d1-0709c8638aaa','e14b0bcc-0740-4a5e-97d1-0709c8638aaa',2,'s','startEvent','s','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('e14b0bcc-0740-4a5e-97d1-0709c8638aaa','a3b07bc7-2982-4b76-ab76-fac36e7de5f4','e14b0bcc-0740-4a5e-97d1-0709c8638aaa','e14b0bcc-0740-4a5e-97d1-0709c8638aaa',3,'m','intermediateMessageCatch','m','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
INSERT INTO "activity" VALUES('4f9ae8ec-7046-4617-97cc-657b78ef9416','6bc65ab6-485b-48f4-8440-7150fc7b8f30','4f9ae8ec-7046-4617-97cc-657b78ef9416','4f9ae8ec-7046-4617-97cc-657b78ef9416',2,'s','startEvent','s','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('4f9ae8ec-7046-4617-97cc-657b78ef9416','48fe0c8e-45c4-42fb-92f5-1a07579daf7e','4f9ae8ec-7046-4617-97cc-657b78ef9416','4f9ae8ec-7046-4617-97cc-657b78ef9416',3,'a','userTask','a','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
INSERT INTO "activity" VALUES('a50b92d0-90f3-4f2a-81f5-7d2432ef2477','f8f7974a-a32e-4a7f-b72e-4ac9a61abb52','a50b92d0-90f3-4f2a-81f5-7d2432ef2477','a50b92d0-90f3-4f2a-81f5-7d2432ef2477',2,'s','startEvent','s','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('a50b92d0-90f3-4f2a-81f5-7d2432ef2477','84ccbc58-0598-4c35-8a17-62d2993efa60','a50b92d0-90f3-4f2a-81f5-7d2432ef2477','a50b92d0-90f3-4f2a-81f5-7d2432ef2477',3,'w','intermediateSignalCatch','w','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
INSERT INTO "activity" VALUES('c9ab1835-957d-460b-bf53-466eb58bc0e7','8064dfc0-81fb-4398-8f68-5a4a16887219','c9ab1835-957d-460b-bf53-466eb58bc0e7','c9ab1835-957d-460b-bf53-466eb58bc0e7',2,'s','startEvent','s','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('c9ab1835-957d-460b-bf53-466eb58bc0e7','082dfcc2-87e2-4403-ab92-e3ee0d069674','c9ab1835-957d-460b-bf53-466eb58bc0e7','c9ab1835-957d-460b-bf53-466eb58bc0e7',3,'g','eventBasedGateway','g','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
INSERT INTO "activity" VALUES('c24628b5-72e4-4b1e-a6e1-a72fd3976297','eff37a05-f326-46ec-ad04-2cc83c38bec6','c24628b5-72e4-4b1e-a6e1-a72fd3976297','c24628b5-72e4-4b1e-a6e1-a72fd3976297',2,'s','startEvent','s','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('c24628b5-72e4-4b1e-a6e1-a72fd3976297','8c477811-1d84-48d5-8abb-67dfed05ddc4','c24628b5-72e4-4b1e-a6e1-a72fd3976297','c24628b5-72e4-4b1e-a6e1-a72fd3976297',3,'x','serviceTask','x','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
INSERT INTO "activity" VALUES('1d8b8fb1-503f-4cc5-9d3a-ce4d7f8ef262','eceec809-1dc1-4d50-aca7-b63133922f17','1d8b8fb1-503f-4cc5-9d3a-ce4d7f8ef262','1d8b8fb1-503f-4cc5-9d3a-ce4d7f8ef262',2,'s','startEvent','s','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('1d8b8fb1-503f-4cc5-9d3a-ce4d7f8ef262','2d4f5740-c3cc-497e-9cc8-3610e6e1d4c8','1d8b8fb1-503f-4cc5-9d3a-ce4d7f8ef262','1d8b8fb1-503f-4cc5-9d3a-ce4d7f8ef262',3,'x','serviceTask','x','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
INSERT INTO "activity" VALUES('c55cc606-35ee-4f3e-8810-c4d6709465ed','535ec75e-9ca8-4be4-9467-06580b7dfb49','c55cc606-35ee-4f3e-8810-c4d6709465ed','c55cc606-35ee-4f3e-8810-c4d6709465ed',2,'s','startEvent','s','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('c55cc606-35ee-4f3e-8810-c4d6709465ed','6f44a6f3-9f81-4e0a-8258-f08596fbe83e','c55cc606-35ee-4f3e-8810-c4d6709465ed','c55cc606-35ee-4f3e-8810-c4d6709465ed',3,'x','serviceTask','x','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
INSERT INTO "activity" VALUES('8f993988-e3d0-4080-a2ca-b4ec548acf55','bbf70352-00e7-43db-b3a3-1c0452b74c63','8f993988-e3d0-4080-a2ca-b4ec548acf55','8f993988-e3d0-4080-a2ca-b4ec548acf55',2,'s','startEvent','s','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('d17c041b-5ade-49fc-8367-9f60ee3282a3','8500b118-43af-4eac-8c06-68db21168d2d','d17c041b-5ade-49fc-8367-9f60ee3282a3','d17c041b-5ade-49fc-8367-9f60ee3282a3',2,'s','startEvent','s','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('d17c041b-5ade-49fc-8367-9f60ee3282a3','3e67dc34-1318-46b1-94f7-e81499ce904a','d17c041b-5ade-49fc-8367-9f60ee3282a3','d17c041b-5ade-49fc-8367-9f60ee3282a3',3,'x','scriptTask','x','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
INSERT INTO "activity" VALUES('381b87df-44c7-41d3-99c6-b6bf27cd93a2','759559c3-0287-4d81-ac4d-e2ba150149c2','381b87df-44c7-41d3-99c6-b6bf27cd93a2','381b87df-44c7-41d3-99c6-b6bf27cd93a2',2,'s','startEvent','s','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('381b87df-44c7-41d3-99c6-b6bf27cd93a2','6676a680-5b19-4b81-8e10-9c266770456e','381b87df-44c7-41d3-99c6-b6bf27cd93a2','381b87df-44c7-41d3-99c6-b6bf27cd93a2',3,'a','task','a','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('381b87df-44c7-41d3-99c6-b6bf27cd93a2','f89759c9-b363-4a9e-874f-dbdcee3bd0ca','381b87df-44c7-41d3-99c6-b6bf27cd93a2','381b87df-44c7-41d3-99c6-b6bf27cd93a2',4,'c','userTask','c','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
INSERT INTO "activity" VALUES('efc86f1b-2f35-43d1-843c-1932f68d884e','3657f226-6fbc-4599-bf7c-17adf5c065d7','efc86f1b-2f35-43d1-843c-1932f68d884e','efc86f1b-2f35-43d1-843c-1932f68d884e',2,'s','startEvent','s','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('efc86f1b-2f35-43d1-843c-1932f68d884e','9c0a5875-85f5-47be-ba48-858bc1e023d3','efc86f1b-2f35-43d1-843c-1932f68d884e','efc86f1b-2f35-43d1-843c-1932f68d884e',3,'a','task','a','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('efc86f1b-2f35-43d1-843c-1932f68d884e','38ab5f5c-54e3-456b-b4cb-eace4488090c','efc86f1b-2f35-43d1-843c-1932f68d884e','efc86f1b-2f35-43d1-843c-1932f68d884e',4,'c','userTask','c','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('efc86f1b-2f35-43d1-843c-1932f68d884e','1dc760b9-7070-4f1c-bb19-79779668af75','efc86f1b-2f35-43d1-843c-1932f68d884e','efc86f1b-2f35-43d1-843c-1932f68d884e',5,'t','intermediateCompensationThrowEvent','t','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
INSERT INTO "activity" VALUES('efc86f1b-2f35-43d1-843c-1932f68d884e','56e9f9f6-ebe7-467a-b3a0-93e27bf6f2d5','efc86f1b-2f35-43d1-843c-1932f68d884e','efc86f1b-2f35-43d1-843c-1932f68d884e',6,'undo','userTask','undo','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
INSERT INTO "activity" VALUES('29f1c044-9650-4951-8689-8d07e8b5f330','8ab30280-bd94-42db-bfe7-b1ae6a12681c','29f1c044-9650-4951-8689-8d07e8b5f330','29f1c044-9650-4951-8689-8d07e8b5f330',2,'s','startEvent','s','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('29f1c044-9650-4951-8689-8d07e8b5f330','a3bc1473-839e-4738-9c22-ab5ee1e93820','29f1c044-9650-4951-8689-8d07e8b5f330','29f1c044-9650-4951-8689-8d07e8b5f330',3,'c','callActivity','c','2026-03-02T01:00:00.000000Z',NULL,0,'992959ac-ec8e-4461-9ee2-aab9d26ac27a');
INSERT INTO "activity" VALUES('29f1c044-9650-4951-8689-8d07e8b5f330','8fe125d8-c3c5-4e4c-8ba9-d5a967e3b2ac','992959ac-ec8e-4461-9ee2-aab9d26ac27a','992959ac-ec8e-4461-9ee2-aab9d26ac27a',5,'s','startEvent','s','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('29f1c044-9650-4951-8689-8d07e8b5f330','fcbde0e0-1240-434e-b5cf-d38f27ff9753','992959ac-ec8e-4461-9ee2-aab9d26ac27a','992959ac-ec8e-4461-9ee2-aab9d26ac27a',6,'inner','userTask','inner','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
INSERT INTO "activity" VALUES('0d44c6f9-4339-4962-9b67-806d2993dcd8','9af28de1-11a8-4640-a46b-5bd99d2029e6','0d44c6f9-4339-4962-9b67-806d2993dcd8','0d44c6f9-4339-4962-9b67-806d2993dcd8',2,'s','startEvent','s','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('0d44c6f9-4339-4962-9b67-806d2993dcd8','8ce290e1-055b-48b3-906e-e21003e540ba','0d44c6f9-4339-4962-9b67-806d2993dcd8','0d44c6f9-4339-4962-9b67-806d2993dcd8',3,'b','subProcess','b','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
INSERT INTO "activity" VALUES('0d44c6f9-4339-4962-9b67-806d2993dcd8','67c59ee4-53f0-4f6b-b362-2d0e2dcfaf3b','0d44c6f9-4339-4962-9b67-806d2993dcd8','8ce290e1-055b-48b3-906e-e21003e540ba',4,'bs','startEvent','bs','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('0d44c6f9-4339-4962-9b67-806d2993dcd8','e94ee702-5e40-47df-87c5-c02edbe2f527','0d44c6f9-4339-4962-9b67-806d2993dcd8','8ce290e1-055b-48b3-906e-e21003e540ba',5,'a','userTask','a','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('0d44c6f9-4339-4962-9b67-806d2993dcd8','c603c87b-546e-4b42-b60a-b4d8735612ba','0d44c6f9-4339-4962-9b67-806d2993dcd8','8ce290e1-055b-48b3-906e-e21003e540ba',6,'b2','userTask','b2','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
INSERT INTO "activity" VALUES('f8dc9597-266b-4f1b-9cc1-c1f65aec10fc','d49d1eb1-fec8-4c28-93fa-bdf45a65dcdb','f8dc9597-266b-4f1b-9cc1-c1f65aec10fc','f8dc9597-266b-4f1b-9cc1-c1f65aec10fc',3,'s','startEvent','s','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('f8dc9597-266b-4f1b-9cc1-c1f65aec10fc','34de5f92-d426-4764-930c-fc71538597de','f8dc9597-266b-4f1b-9cc1-c1f65aec10fc','f8dc9597-266b-4f1b-9cc1-c1f65aec10fc',4,'a','userTask','a','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
INSERT INTO "activity" VALUES('86a3a499-9486-4d97-8892-4f2bb2647551','a275f0f1-2fe9-4e01-ad41-e1b12b61e19f','86a3a499-9486-4d97-8892-4f2bb2647551','86a3a499-9486-4d97-8892-4f2bb2647551',2,'s','startEvent','s','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('86a3a499-9486-4d97-8892-4f2bb2647551','58dc8ff3-2e74-4abc-8456-3802890a2263','86a3a499-9486-4d97-8892-4f2bb2647551','86a3a499-9486-4d97-8892-4f2bb2647551',3,'a#multiInstanceBody','multiInstanceBody','a','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
INSERT INTO "activity" VALUES('86a3a499-9486-4d97-8892-4f2bb2647551','26f50ef4-0809-4ebd-9a37-215c457aa556','86a3a499-9486-4d97-8892-4f2bb2647551','58dc8ff3-2e74-4abc-8456-3802890a2263',4,'a','userTask','a','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('86a3a499-9486-4d97-8892-4f2bb2647551','26a8da5e-0a36-4487-b82b-4fcd4f23f236','86a3a499-9486-4d97-8892-4f2bb2647551','58dc8ff3-2e74-4abc-8456-3802890a2263',5,'a','userTask','a','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
INSERT INTO "activity" VALUES('c0b2a9e3-b6c7-4f31-b2a6-0cbbb9aa09fb','d0dffc6f-719b-454c-8b8a-652d933086b0','c0b2a9e3-b6c7-4f31-b2a6-0cbbb9aa09fb','c0b2a9e3-b6c7-4f31-b2a6-0cbbb9aa09fb',2,'s','startEvent','s','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('c0b2a9e3-b6c7-4f31-b2a6-0cbbb9aa09fb','8cdb1c17-4d97-4028-a0ef-7dd57691a46a','c0b2a9e3-b6c7-4f31-b2a6-0cbbb9aa09fb','c0b2a9e3-b6c7-4f31-b2a6-0cbbb9aa09fb',3,'a','userTask','a','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
INSERT INTO "activity" VALUES('1b8fc481-24d2-4373-8102-46e57bc8f097','7d814d8b-b2f7-46cc-b324-bb67adb4bd3a','1b8fc481-24d2-4373-8102-46e57bc8f097','1b8fc481-24d2-4373-8102-46e57bc8f097',2,'s','startEvent','s','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('1b8fc481-24d2-4373-8102-46e57bc8f097','63cbd147-5c37-44cc-b38a-a670f4a4411a','1b8fc481-24d2-4373-8102-46e57bc8f097','1b8fc481-24d2-4373-8102-46e57bc8f097',3,'a','userTask','a','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('1b8fc481-24d2-4373-8102-46e57bc8f097','5392bc61-719d-4db0-b58f-1fb6de4baece','1b8fc481-24d2-4373-8102-46e57bc8f097','1b8fc481-24d2-4373-8102-46e57bc8f097',4,'b','userTask','b','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
INSERT INTO "activity" VALUES('b4e805b3-a077-4726-b763-f17f9777f3f2','18c868f6-6531-4d7f-9ec1-b9c5121755f5','b4e805b3-a077-4726-b763-f17f9777f3f2','b4e805b3-a077-4726-b763-f17f9777f3f2',2,'s','startEvent','s','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',0,NULL);
INSERT INTO "activity" VALUES('b4e805b3-a077-4726-b763-f17f9777f3f2','cd0fc726-f7d1-4c50-aee0-e2e590843705','b4e805b3-a077-4726-b763-f17f9777f3f2','b4e805b3-a077-4726-b763-f17f9777f3f2',3,'a','userTask','a','2026-03-02T01:00:00.000000Z',NULL,0,NULL);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('20261123_0004');
CREATE TABLE api_token (
	digest VARCHAR(100) NOT NULL, 
	id VARCHAR(100) NOT NULL, 
	account VARCHAR(100) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	scopes TEXT NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	created_by VARCHAR(100) NOT NULL, 
	expires_at VARCHAR(32) NOT NULL, 
	revoked_at VARCHAR(32), 
	CONSTRAINT pk_api_token PRIMARY KEY (digest), 
	CONSTRAINT fk_api_token_account FOREIGN KEY(account) REFERENCES account (name), 
	CONSTRAINT uq_api_token_id UNIQUE (id)
);
CREATE TABLE blob (
	sha256 VARCHAR(100) NOT NULL, 
	content BLOB NOT NULL, 
	CONSTRAINT pk_blob PRIMARY KEY (sha256)
);
CREATE TABLE case_record (
	kind VARCHAR(40) NOT NULL, 
	id VARCHAR(200) NOT NULL, 
	root_id VARCHAR(100) NOT NULL, 
	subject VARCHAR(200) NOT NULL, 
	body TEXT NOT NULL, 
	updated_at VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_case_record PRIMARY KEY (kind, id)
);
CREATE TABLE definition (
	id VARCHAR(100) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	"key" VARCHAR(200) NOT NULL, 
	version INTEGER NOT NULL, 
	name VARCHAR(255) NOT NULL, 
	deployment_id VARCHAR(100) NOT NULL, 
	resource VARCHAR(255) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	latest BOOLEAN NOT NULL, 
	startable_by TEXT NOT NULL, 
	form_key VARCHAR(255), 
	labels TEXT NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	created_by VARCHAR(100) NOT NULL, 
	note TEXT NOT NULL, 
	CONSTRAINT pk_definition PRIMARY KEY (id), 
	CONSTRAINT fk_definition_deployment_id FOREIGN KEY(deployment_id) REFERENCES deployment (id)
);
INSERT INTO "definition" VALUES('answered-once:1:87be253c-9a12-4bdf-a325-e4b97f1abe9e','process','answered-once',1,'answered-once','07cf009d-d666-4fdc-906c-5ff256573fd5','answered-once.bpmn','88f1b871a5c1d665ee7f97d21e6b94820a7509d6923f7850b63a880f05a84b3f',1,'{"groups": [], "users": [], "listed": true}',NULL,'{}','2026-03-02T01:00:00.000000Z','system','');
INSERT INTO "definition" VALUES('called-one:1:15604d6f-aec7-49bc-b774-356de6f35bff','process','called-one',1,'called-one','07cf009d-d666-4fdc-906c-5ff256573fd5','called-one.bpmn','d44e40afda2cd0034a98173bfe665b9467614be666fce75fd39181878c648625',1,'{"groups": [], "users": [], "listed": true}',NULL,'{}','2026-03-02T01:00:00.000000Z','system','');
INSERT INTO "definition" VALUES('called:1:c80106ce-a8ad-4c5a-aa60-b16654906825','process','called',1,'called','07cf009d-d666-4fdc-906c-5ff256573fd5','called.bpmn','3b4bbd6c610a91e17727c83efafbdb14f67d9b0865c61743d18ae6391e68f41b',1,'{"groups": [], "users": [], "listed": true}',NULL,'{}','2026-03-02T01:00:00.000000Z','system','');
INSERT INTO "definition" VALUES('choice-of-events:1:eb22413b-5f66-4f8b-ade0-8a736c336797','process','choice-of-events',1,'choice-of-events','07cf009d-d666-4fdc-906c-5ff256573fd5','choice-of-events.bpmn','596ae6b21e5de781f7661b9f20ac8f6875bc2654724cbb2428bade2272319ce3',1,'{"groups": [], "users": [], "listed": true}',NULL,'{}','2026-03-02T01:00:00.000000Z','system','');
INSERT INTO "definition" VALUES('compensating:1:fe13b778-b1eb-427c-8298-67c64f0771b1','process','compensating',1,'compensating','07cf009d-d666-4fdc-906c-5ff256573fd5','compensating.bpmn','9dcb6f33e96a9b8f28686b09a18452eada5026cde7bb647ea8a3f070d3487d28',1,'{"groups": [], "users": [], "listed": true}',NULL,'{}','2026-03-02T01:00:00.000000Z','system','');
INSERT INTO "definition" VALUES('compensation:1:6da49b21-f4df-4e6f-a1cb-73cefb880663','process','compensation',1,'compensation','07cf009d-d666-4fdc-906c-5ff256573fd5','compensation.bpmn','98f67c6ee99b080e50b3b7ba4bc408d99c9d7ac80a9600df2886d682a63bedc0',1,'{"groups": [], "users": [], "listed": true}',NULL,'{}','2026-03-02T01:00:00.000000Z','system','');
INSERT INTO "definition" VALUES('continuation:1:b7796a34-e9ba-427f-9793-01c8fb8a1bf7','process','continuation',1,'continuation','07cf009d-d666-4fdc-906c-5ff256573fd5','continuation.bpmn','7743e4729a360a21c9ddac9d2d3a22e8755608c410fa8a5d00cb9435f57e703d',1,'{"groups": [], "users": [], "listed": true}',NULL,'{}','2026-03-02T01:00:00.000000Z','system','');
INSERT INTO "definition" VALUES('event-sub-process:1:14c807a7-f005-4199-9fa3-a4e36dc5c8cd','process','event-sub-process',1,'event-sub-process','07cf009d-d666-4fdc-906c-5ff256573fd5','event-sub-process.bpmn','e55a6859dbb450c69b33b896c9b8da4d153c72a8ac71983b93bbad5da9cc6115',1,'{"groups": [], "users": [], "listed": true}',NULL,'{}','2026-03-02T01:00:00.000000Z','system','');
INSERT INTO "definition" VALUES('external-locked:1:96ebe4d5-fcdf-4ba9-8b0d-5243a0a5b42b','process','external-locked',1,'external-locked','07cf009d-d666-4fdc-906c-5ff256573fd5','external-locked.bpmn','078620180fd417647b8e42036f1da318dbff6eb36db5347088d396e874666a49',1,'{"groups": [], "users": [], "listed": true}',NULL,'{}','2026-03-02T01:00:00.000000Z','system','');
INSERT INTO "definition" VALUES('external:1:0bc841e1-3ac9-4b3e-b946-88eb3ed45068','process','external',1,'external','07cf009d-d666-4fdc-906c-5ff256573fd5','external.bpmn','e32875e55d5d10942f6bda57910af7cc12a10d2873549485af2c2183b7cfd3d5',1,'{"groups": [], "users": [], "listed": true}',NULL,'{}','2026-03-02T01:00:00.000000Z','system','');
INSERT INTO "definition" VALUES('half-joined-inclusive:1:3301e33d-32ab-419b-a055-3fa6353281a6','process','half-joined-inclusive',1,'half-joined-inclusive','07cf009d-d666-4fdc-906c-5ff256573fd5','half-joined-inclusive.bpmn','aa879a82efeb1d9ff55577c1601b6571bc3697442fc73aa659c4b874a5337470',1,'{"groups": [], "users": [], "listed": true}',NULL,'{}','2026-03-02T01:00:00.000000Z','system','');
INSERT INTO "definition" VALUES('half-joined:1:8932b69e-7a2a-4df2-af97-e7f19de783c8','process','half-joined',1,'half-joined','07cf009d-d666-4fdc-906c-5ff256573fd5','half-joined.bpmn','e5c5bb1559eaef6e962159934f025d8ca90a22aa9e89fad6b9ab34bd51c6435e',1,'{"groups": [], "users": [], "listed": true}',NULL,'{}','2026-03-02T01:00:00.000000Z','system','');
INSERT INTO "definition" VALUES('incident:1:802787e1-6aa2-40b5-b452-e03b1fe5d954','process','incident',1,'incident','07cf009d-d666-4fdc-906c-5ff256573fd5','incident.bpmn','200b36bd662576ecdce9871d77665177cf19654eed3a08c3155f180a20f28275',1,'{"groups": [], "users": [], "listed": true}',NULL,'{}','2026-03-02T01:00:00.000000Z','system','');
INSERT INTO "definition" VALUES('loop:1:59e27fc3-6980-4f9b-b39e-f5a7ca25cfc4','process','loop',1,'loop','07cf009d-d666-4fdc-906c-5ff256573fd5','loop.bpmn','104662e69f512dbcd3ebeafcb2602792851aa36b2bacbea1d3d300f12aa3130c',1,'{"groups": [], "users": [], "listed": true}',NULL,'{}','2026-03-02T01:00:00.000000Z','system','');
INSERT INTO "definition" VALUES('members-in-line:1:ec57b2f6-c011-4805-b041-61fc803e2f74','process','members-in-line',1,'members-in-line','07cf009d-d666-4fdc-906c-5ff256573fd5','members-in-line.bpmn','25bc60efad8c6bef068ca580e9625f60b8178d8956fe7fbf30fbd6865a1501c5',1,'{"groups": [], "users": [], "listed": true}',NULL,'{}','2026-03-02T01:00:00.000000Z','system','');
INSERT INTO "definition" VALUES('members:1:4354cab1-01b1-4823-aa10-0e4b22499b57','process','members',1,'members','07cf009d-d666-4fdc-906c-5ff256573fd5','members.bpmn','61f5121a6fb68ec924e17ba75d1696c720044bc1435e14aa296b014b5fafd6b8',1,'{"groups": [], "users": [], "listed": true}',NULL,'{}','2026-03-02T01:00:00.000000Z','system','');
INSERT INTO "definition" VALUES('message-kept:1:ebb1c492-12a7-48b0-b34e-bc782acaa56e','process','message-kept',1,'message-kept','07cf009d-d666-4fdc-906c-5ff256573fd5','message-kept.bpmn','b7ef4afb0f80ea23bab769a39eda8ed45eaae72434a1432be26480a4e9a95bb6',1,'{"groups": [], "users": [], "listed": true}',NULL,'{}','2026-03-02T01:00:00.000000Z','system','');
INSERT INTO "definition" VALUES('message:1:837d6bdf-7816-45ba-91c8-6233735ce44a','process','message',1,'message','07cf009d-d666-4fdc-906c-5ff256573fd5','message.bpmn','cc1295018946cbfe031c5f06082845968c5dde56dfec1694cae6b6ff28d3da75',1,'{"groups": [], "users": [], "listed": true}',NULL,'{}','2026-03-02T01:00:00.000000Z','system','');
INSERT INTO "definition" VALUES('script:1:7ae6384d-ede3-439d-be07-9e13de56cd9f','process','script',1,'script','07cf009d-d666-4fdc-906c-5ff256573fd5','script.bpmn','5b7135e68acbe2b48bfe46301ed820a2759d5c7c227936fc70f194ea0ca46469',1,'{"groups": [], "users": [], "listed": true}',NULL,'{}','2026-03-02T01:00:00.000000Z','system','');
INSERT INTO "definition" VALUES('signal:1:94d309fe-63ad-4d66-92db-616a96bc607b','process','signal',1,'signal','07cf009d-d666-4fdc-906c-5ff256573fd5','signal.bpmn','525c9cf6fd3fbaaa1212c3f856704da4971fcb56c6591709de47b2daadef6b1a',1,'{"groups": [], "users": [], "listed": true}',NULL,'{}','2026-03-02T01:00:00.000000Z','system','');
INSERT INTO "definition" VALUES('standard-loop:1:1ea69c6a-f993-4c25-89e5-fb72f23486fc','process','standard-loop',1,'standard-loop','07cf009d-d666-4fdc-906c-5ff256573fd5','standard-loop.bpmn','cdc5d9329b579c493a7ad17a6928d95055f244f4c3db1a986cb4b842a0ffb415',1,'{"groups": [], "users": [], "listed": true}',NULL,'{}','2026-03-02T01:00:00.000000Z','system','');
INSERT INTO "definition" VALUES('sub-process:1:a6f90a62-3f03-4f22-bf6f-5460e3f2f153','process','sub-process',1,'sub-process','07cf009d-d666-4fdc-906c-5ff256573fd5','sub-process.bpmn','2a107302229990d47666bf18330c7475794f9682482ec3801e27976aad8d31ad',1,'{"groups": [], "users": [], "listed": true}',NULL,'{}','2026-03-02T01:00:00.000000Z','system','');
INSERT INTO "definition" VALUES('suspended:1:491b8e30-bcc1-4883-8f4e-09a602ac0435','process','suspended',1,'suspended','07cf009d-d666-4fdc-906c-5ff256573fd5','suspended.bpmn','4a2c14421176b7c527464e1cfdc3c256fe055bec5ba44ef62d15466f07070bc6',1,'{"groups": [], "users": [], "listed": true}',NULL,'{}','2026-03-02T01:00:00.000000Z','system','');
INSERT INTO "definition" VALUES('thrower:1:55983be4-f30a-43c3-8d04-fcb3cdcc6ca7','process','thrower',1,'thrower','07cf009d-d666-4fdc-906c-5ff256573fd5','thrower.bpmn','53082f28ba54879dbf400dafd24da9bda19fee4e9526198293e6d2a5512bbe66',1,'{"groups": [], "users": [], "listed": true}',NULL,'{}','2026-03-02T01:00:00.000000Z','system','');
INSERT INTO "definition" VALUES('timer-at-boundary:1:90727428-5257-4b21-a396-a4910269edcf','process','timer-at-boundary',1,'timer-at-boundary','07cf009d-d666-4fdc-906c-5ff256573fd5','timer-at-boundary.bpmn','9b001e2846b7d8b729dd039eeabe92de2a5bad069ad228cd3d6a8328f233bbe9',1,'{"groups": [], "users": [], "listed": true}',NULL,'{}','2026-03-02T01:00:00.000000Z','system','');
INSERT INTO "definition" VALUES('timer:1:cfd80a4c-de2a-42fd-9ac5-a3a2027598a7','process','timer',1,'timer','07cf009d-d666-4fdc-906c-5ff256573fd5','timer.bpmn','5e2d4ac3d8b060ffdd8c4f46ef564ebf929b2c53b9ec8eb50283f0035a5fcf32',1,'{"groups": [], "users": [], "listed": true}',NULL,'{}','2026-03-02T01:00:00.000000Z','system','');
INSERT INTO "definition" VALUES('values:1:6d83ca48-5e32-4744-9f4d-96da54f6ddfa','process','values',1,'values','07cf009d-d666-4fdc-906c-5ff256573fd5','values.bpmn','9f44798b146a78617cb118807933913a2a46b79a9e9e65d92f1050fa39ed9d02',1,'{"groups": [], "users": [], "listed": true}',NULL,'{}','2026-03-02T01:00:00.000000Z','system','');
CREATE TABLE delivery (
	id VARCHAR(100) NOT NULL, 
	notice_id VARCHAR(100) NOT NULL, 
	channel VARCHAR(20) NOT NULL, 
	message_id VARCHAR(200) NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	tries INTEGER NOT NULL, 
	due_at VARCHAR(32) NOT NULL, 
	lease VARCHAR(100), 
	lease_until VARCHAR(32), 
	error TEXT, 
	sent_at VARCHAR(32), 
	CONSTRAINT pk_delivery PRIMARY KEY (id), 
	CONSTRAINT fk_delivery_notice_id FOREIGN KEY(notice_id) REFERENCES notice (id)
);
CREATE TABLE deployment (
	id VARCHAR(100) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	source VARCHAR(200) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	created_by VARCHAR(100) NOT NULL, 
	CONSTRAINT pk_deployment PRIMARY KEY (id)
);
INSERT INTO "deployment" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','golden','','3a59283cc62459dbca98f9c633f6c29a980e59c534cc489d9a5c70bce22bdcbd','2026-03-02T01:00:00.000000Z','system');
CREATE TABLE deployment_definition (
	deployment_id VARCHAR(100) NOT NULL, 
	definition_id VARCHAR(100) NOT NULL, 
	CONSTRAINT pk_deployment_definition PRIMARY KEY (deployment_id, definition_id), 
	CONSTRAINT fk_deployment_definition_definition_id FOREIGN KEY(definition_id) REFERENCES definition (id), 
	CONSTRAINT fk_deployment_definition_deployment_id FOREIGN KEY(deployment_id) REFERENCES deployment (id)
);
INSERT INTO "deployment_definition" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','answered-once:1:87be253c-9a12-4bdf-a325-e4b97f1abe9e');
INSERT INTO "deployment_definition" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','called-one:1:15604d6f-aec7-49bc-b774-356de6f35bff');
INSERT INTO "deployment_definition" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','called:1:c80106ce-a8ad-4c5a-aa60-b16654906825');
INSERT INTO "deployment_definition" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','choice-of-events:1:eb22413b-5f66-4f8b-ade0-8a736c336797');
INSERT INTO "deployment_definition" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','compensating:1:fe13b778-b1eb-427c-8298-67c64f0771b1');
INSERT INTO "deployment_definition" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','compensation:1:6da49b21-f4df-4e6f-a1cb-73cefb880663');
INSERT INTO "deployment_definition" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','continuation:1:b7796a34-e9ba-427f-9793-01c8fb8a1bf7');
INSERT INTO "deployment_definition" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','event-sub-process:1:14c807a7-f005-4199-9fa3-a4e36dc5c8cd');
INSERT INTO "deployment_definition" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','external-locked:1:96ebe4d5-fcdf-4ba9-8b0d-5243a0a5b42b');
INSERT INTO "deployment_definition" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','external:1:0bc841e1-3ac9-4b3e-b946-88eb3ed45068');
INSERT INTO "deployment_definition" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','half-joined-inclusive:1:3301e33d-32ab-419b-a055-3fa6353281a6');
INSERT INTO "deployment_definition" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','half-joined:1:8932b69e-7a2a-4df2-af97-e7f19de783c8');
INSERT INTO "deployment_definition" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','incident:1:802787e1-6aa2-40b5-b452-e03b1fe5d954');
INSERT INTO "deployment_definition" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','loop:1:59e27fc3-6980-4f9b-b39e-f5a7ca25cfc4');
INSERT INTO "deployment_definition" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','members-in-line:1:ec57b2f6-c011-4805-b041-61fc803e2f74');
INSERT INTO "deployment_definition" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','members:1:4354cab1-01b1-4823-aa10-0e4b22499b57');
INSERT INTO "deployment_definition" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','message-kept:1:ebb1c492-12a7-48b0-b34e-bc782acaa56e');
INSERT INTO "deployment_definition" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','message:1:837d6bdf-7816-45ba-91c8-6233735ce44a');
INSERT INTO "deployment_definition" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','script:1:7ae6384d-ede3-439d-be07-9e13de56cd9f');
INSERT INTO "deployment_definition" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','signal:1:94d309fe-63ad-4d66-92db-616a96bc607b');
INSERT INTO "deployment_definition" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','standard-loop:1:1ea69c6a-f993-4c25-89e5-fb72f23486fc');
INSERT INTO "deployment_definition" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','sub-process:1:a6f90a62-3f03-4f22-bf6f-5460e3f2f153');
INSERT INTO "deployment_definition" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','suspended:1:491b8e30-bcc1-4883-8f4e-09a602ac0435');
INSERT INTO "deployment_definition" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','thrower:1:55983be4-f30a-43c3-8d04-fcb3cdcc6ca7');
INSERT INTO "deployment_definition" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','timer-at-boundary:1:90727428-5257-4b21-a396-a4910269edcf');
INSERT INTO "deployment_definition" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','timer:1:cfd80a4c-de2a-42fd-9ac5-a3a2027598a7');
INSERT INTO "deployment_definition" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','values:1:6d83ca48-5e32-4744-9f4d-96da54f6ddfa');
CREATE TABLE draft (
	kind VARCHAR(20) NOT NULL, 
	"key" VARCHAR(200) NOT NULL, 
	content TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	updated_at VARCHAR(32) NOT NULL, 
	updated_by VARCHAR(100) NOT NULL, 
	CONSTRAINT pk_draft PRIMARY KEY (kind, "key")
);
CREATE TABLE event (
	root_id VARCHAR(100) NOT NULL, 
	seq INTEGER NOT NULL, 
	instance_id VARCHAR(100) NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	actor VARCHAR(100) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	element VARCHAR(255) NOT NULL, 
	detail TEXT NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_event PRIMARY KEY (root_id, seq)
);
INSERT INTO "event" VALUES('ffa0e72a-bbfd-406a-a7f4-f0b510781dfb',1,'ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','2026-03-02T01:00:00.000000Z','anna','case.started','s','{"key":"loop","version":1,"business_key":"loop","data":{}}','4675a35db135af003b32980188371e81ccbe6f2eece85222eaa2ab91ee87f734');
INSERT INTO "event" VALUES('ffa0e72a-bbfd-406a-a7f4-f0b510781dfb',2,'ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','2026-03-02T01:00:00.000000Z','anna','flow.taken','f1_s_a','{}','a119324dde510e15c3c10fa8dfc8245534a30ce2beddabf593afc2d52db7e344');
INSERT INTO "event" VALUES('ffa0e72a-bbfd-406a-a7f4-f0b510781dfb',3,'ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','2026-03-02T01:00:00.000000Z','anna','task.completed','a','{"task":"b9610686-fa03-4243-aaff-d0914d459fea","name":"a","data":{"again":true}}','e29c8d70396af3bc0f65d9eeab0a16ae867f977dac78fb95c652cfae37e671b9');
INSERT INTO "event" VALUES('ffa0e72a-bbfd-406a-a7f4-f0b510781dfb',4,'ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','2026-03-02T01:00:00.000000Z','anna','flow.taken','f2_a_g','{}','8f81bdda50eb702eb97ea185ae5a8c70bed53f1e8b90a4f981b824c5c90957eb');
INSERT INTO "event" VALUES('ffa0e72a-bbfd-406a-a7f4-f0b510781dfb',5,'ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','2026-03-02T01:00:00.000000Z','anna','flow.taken','f3_g_a','{}','767e50a7cf41b9e51c34416a27f81da0c696a1be3281f3cf11a8ad4b9a50600e');
INSERT INTO "event" VALUES('ffa0e72a-bbfd-406a-a7f4-f0b510781dfb',6,'ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','2026-03-02T01:00:00.000000Z','anna','task.completed','a','{"task":"d7d87bee-be62-4ac7-b04c-3795680ee7a8","name":"a","data":{"again":true}}','7798a088828c748e60becbe6c85b518e9584a6a08503a2d44c00afdc26ed7d57');
INSERT INTO "event" VALUES('ffa0e72a-bbfd-406a-a7f4-f0b510781dfb',7,'ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','2026-03-02T01:00:00.000000Z','anna','flow.taken','f2_a_g','{}','5de915a6effe64315284e15cc509f27bdd6fc984bb533add847a65434a357198');
INSERT INTO "event" VALUES('ffa0e72a-bbfd-406a-a7f4-f0b510781dfb',8,'ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','2026-03-02T01:00:00.000000Z','anna','flow.taken','f3_g_a','{}','84405b8b6da235d24ceda72a0c9b3cefb6eff09417a9a992ec76c2665ac225f3');
INSERT INTO "event" VALUES('ffa0e72a-bbfd-406a-a7f4-f0b510781dfb',9,'ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','2026-03-02T01:00:00.000000Z','anna','task.completed','a','{"task":"0eea2edb-e8fb-4cdc-aeae-8e7450aa9b67","name":"a","data":{"again":true}}','1c9aa945b1fde091e67d93a741541beae7001064159aaccf7b133161aa9b57d8');
INSERT INTO "event" VALUES('ffa0e72a-bbfd-406a-a7f4-f0b510781dfb',10,'ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','2026-03-02T01:00:00.000000Z','anna','flow.taken','f2_a_g','{}','5d78424edba5e2b6981c3171c3eafeb11c89dcb17787658f6db6cf8b5fd3eb55');
INSERT INTO "event" VALUES('ffa0e72a-bbfd-406a-a7f4-f0b510781dfb',11,'ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','2026-03-02T01:00:00.000000Z','anna','flow.taken','f3_g_a','{}','aff5c7981e9855f5640ead7f1e7fdec80a42d13d137d1b2f037a25394c57e3d1');
INSERT INTO "event" VALUES('397a5229-0b90-43ec-8775-353cab505c12',1,'397a5229-0b90-43ec-8775-353cab505c12','2026-03-02T01:00:00.000000Z','anna','case.started','s','{"key":"half-joined","version":1,"business_key":"half-joined","data":{}}','44f2afb506cd8c0fdaf0fba357ad393b10aec2c34bf8559bec5632af144a9943');
INSERT INTO "event" VALUES('397a5229-0b90-43ec-8775-353cab505c12',2,'397a5229-0b90-43ec-8775-353cab505c12','2026-03-02T01:00:00.000000Z','anna','flow.taken','f1_s_f','{}','99cb3d32c69e9f7d29b18b0cba0ed556847a81f45a1ed769b7098dfacd1f75d5');
INSERT INTO "event" VALUES('397a5229-0b90-43ec-8775-353cab505c12',3,'397a5229-0b90-43ec-8775-353cab505c12','2026-03-02T01:00:00.000000Z','anna','flow.taken','f2_f_a','{}','ee3380a307fbaf290cf07c3fcb49981000136c7ac3c57a5cc57015f323aff997');
INSERT INTO "event" VALUES('397a5229-0b90-43ec-8775-353cab505c12',4,'397a5229-0b90-43ec-8775-353cab505c12','2026-03-02T01:00:00.000000Z','anna','flow.taken','f6_f_b','{}','d5c9312b2fcad39d3cef74a2a40e8de9f534090e802a6eabda7ee2d2d74724ca');
INSERT INTO "event" VALUES('397a5229-0b90-43ec-8775-353cab505c12',5,'397a5229-0b90-43ec-8775-353cab505c12','2026-03-02T01:00:00.000000Z','anna','flow.taken','f8_f_c','{}','9dc4a3a2215e1488b86e23b2cd2a1e595d16db1731a0f32c4e4856031cc1034a');
INSERT INTO "event" VALUES('397a5229-0b90-43ec-8775-353cab505c12',6,'397a5229-0b90-43ec-8775-353cab505c12','2026-03-02T01:00:00.000000Z','anna','task.completed','a','{"task":"5202f2f5-5563-4ae9-8ae5-2b5bb825969a","name":"a","data":{}}','39476775f923df60c33105e4d60d2fa6a641121efb2ef22c1daf24fe3abe3e2a');
INSERT INTO "event" VALUES('397a5229-0b90-43ec-8775-353cab505c12',7,'397a5229-0b90-43ec-8775-353cab505c12','2026-03-02T01:00:00.000000Z','anna','flow.taken','f3_a_j','{}','9d9305a5cec0f46cb060f58be4521a3d60066db0359fe28c99591f3065073ab4');
INSERT INTO "event" VALUES('397a5229-0b90-43ec-8775-353cab505c12',8,'397a5229-0b90-43ec-8775-353cab505c12','2026-03-02T01:00:00.000000Z','anna','task.completed','c','{"task":"26225b29-3463-4392-b99b-db7f2e65455f","name":"c","data":{}}','c6753bdd1ce707bc601b632672b31f78d8a3b707dd6e2ced2d2cb07b72487fa7');
INSERT INTO "event" VALUES('397a5229-0b90-43ec-8775-353cab505c12',9,'397a5229-0b90-43ec-8775-353cab505c12','2026-03-02T01:00:00.000000Z','anna','flow.taken','f9_c_j','{}','a244317727b5cede68656c38c9221c437e94e32b279094cd50847dda1462038c');
INSERT INTO "event" VALUES('53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40',1,'53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40','2026-03-02T01:00:00.000000Z','anna','case.started','s','{"key":"half-joined-inclusive","version":1,"business_key":"half-joined-inclusive","data":{"n":2}}','5fa63d60918da97151a1455da5bd7cc421652409ae6f2910ef0e9fbdf38d4463');
INSERT INTO "event" VALUES('53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40',2,'53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40','2026-03-02T01:00:00.000000Z','anna','flow.taken','f1_s_f','{}','cbdda558fecf06d2aec69f9a284459593b14c863b6060536147aa0e34fb0248f');
INSERT INTO "event" VALUES('53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40',3,'53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40','2026-03-02T01:00:00.000000Z','anna','flow.taken','f2_f_a','{}','9ffa55b2d07be6d687189df3997b254d40063b530e2b921a0400a1d5ee53cb16');
INSERT INTO "event" VALUES('53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40',4,'53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40','2026-03-02T01:00:00.000000Z','anna','flow.taken','f3_f_b','{}','225f76668263375d8be250f9f0f0f1eb35d1f8266667313d2b550a8d056a40a5');
INSERT INTO "event" VALUES('53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40',5,'53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40','2026-03-02T01:00:00.000000Z','anna','task.completed','a','{"task":"e8ea0bfa-5566-40e4-8eef-383205309a5f","name":"a","data":{}}','bbb1f26f55aa514333764989f74001a09a14d67d63ca6d02b4c3392f178f0923');
INSERT INTO "event" VALUES('53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40',6,'53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40','2026-03-02T01:00:00.000000Z','anna','flow.taken','f5_a_j','{}','4089b43806cd95357350e03f14b2b8f502d47a6595023f31db27991dd344e26d');
INSERT INTO "event" VALUES('94ffcf5d-492b-448a-be5c-fb3b24b60115',1,'94ffcf5d-492b-448a-be5c-fb3b24b60115','2026-03-02T01:00:00.000000Z','anna','case.started','s','{"key":"members","version":1,"business_key":"members","data":{"people":["x","y","z"]}}','231937e6cca89d3e4e607ecf13eff5092f8d9f898a615b3454cd2eb463013d8d');
INSERT INTO "event" VALUES('94ffcf5d-492b-448a-be5c-fb3b24b60115',2,'94ffcf5d-492b-448a-be5c-fb3b24b60115','2026-03-02T01:00:00.000000Z','anna','flow.taken','f1_s_m','{}','d1bc146a75efdbcf1e3b8f2ecc2c7364d6a0df30e308428ef8f3f13c0d18b7f1');
INSERT INTO "event" VALUES('94ffcf5d-492b-448a-be5c-fb3b24b60115',3,'94ffcf5d-492b-448a-be5c-fb3b24b60115','2026-03-02T01:00:00.000000Z','anna','task.completed','m','{"task":"3c776aa1-13d7-492b-ab10-c7ac4d765420","name":"m","data":{}}','a60dc8efeded803fc286a1932812d24515d132c88e3aa5c47d1630369b4ccf9e');
INSERT INTO "event" VALUES('94ffcf5d-492b-448a-be5c-fb3b24b60115',4,'94ffcf5d-492b-448a-be5c-fb3b24b60115','2026-03-02T01:00:00.000000Z','anna','task.completed','m','{"task":"7d8471a3-5bff-435c-aa0d-506435772e41","name":"m","data":{}}','fbef8c6109de3310b4c0acd0053e9f1c051d21125e831a4ab31e7d511bd24ce6');
INSERT INTO "event" VALUES('48249749-1d57-4071-a9dd-a79e1b177d1b',1,'48249749-1d57-4071-a9dd-a79e1b177d1b','2026-03-02T01:00:00.000000Z','anna','case.started','s','{"key":"members-in-line","version":1,"business_key":"members-in-line","data":{"people":["x","y","z"]}}','1e6286152cbdd3d7cabb1c0f5bc5278698274a1572d108a717ac77f2f557c45b');
INSERT INTO "event" VALUES('48249749-1d57-4071-a9dd-a79e1b177d1b',2,'48249749-1d57-4071-a9dd-a79e1b177d1b','2026-03-02T01:00:00.000000Z','anna','flow.taken','f1_s_q','{}','2ddc6ebf607464ec141d8e035f24a9743f42fa738118e2c1a5fed836397440f4');
INSERT INTO "event" VALUES('48249749-1d57-4071-a9dd-a79e1b177d1b',3,'48249749-1d57-4071-a9dd-a79e1b177d1b','2026-03-02T01:00:00.000000Z','anna','task.completed','q','{"task":"aecf281a-1e44-474d-9544-9c641cbc21a6","name":"q","data":{}}','3f14d7f26e1d7f799239f64d81f2cc9111ff2ead55a8bd63ad3e0f96530962fb');
INSERT INTO "event" VALUES('81758d51-437e-4039-957d-c40022e6c80b',1,'81758d51-437e-4039-957d-c40022e6c80b','2026-03-02T01:00:00.000000Z','anna','case.started','s','{"key":"timer","version":1,"business_key":"timer","data":{}}','76ab38d64c7a8f5a80fbba204760582004b5885dc30812d17cb8115d68c00037');
INSERT INTO "event" VALUES('81758d51-437e-4039-957d-c40022e6c80b',2,'81758d51-437e-4039-957d-c40022e6c80b','2026-03-02T01:00:00.000000Z','anna','flow.taken','f1_s_t','{}','d0ac5253f03afcd497db840036db30acdc89a1bbea6215cd707e449c03652fb6');
INSERT INTO "event" VALUES('5e5fc339-528b-4bdd-9ff4-c1a4f644423e',1,'5e5fc339-528b-4bdd-9ff4-c1a4f644423e','2026-03-02T01:00:00.000000Z','anna','case.started','s','{"key":"timer-at-boundary","version":1,"business_key":"timer-at-boundary","data":{}}','2e729b309983982507cf6127dc502b94e4f76fca34e500fae361b085df8cbca2');
INSERT INTO "event" VALUES('5e5fc339-528b-4bdd-9ff4-c1a4f644423e',2,'5e5fc339-528b-4bdd-9ff4-c1a4f644423e','2026-03-02T01:00:00.000000Z','anna','flow.taken','f1_s_a','{}','5b960e66aa1308fc3be1cf701c51b0ae318c43a9ea4a9f3dfed7b60a8f3ed2e9');
INSERT INTO "event" VALUES('e14b0bcc-0740-4a5e-97d1-0709c8638aaa',1,'e14b0bcc-0740-4a5e-97d1-0709c8638aaa','2026-03-02T01:00:00.000000Z','anna','case.started','s','{"key":"message","version":1,"business_key":"message","data":{}}','7394a16ad0eae2907411a00de58fec03c21db78ce3f75efe2b5339c83e03ca9d');
INSERT INTO "event" VALUES('e14b0bcc-0740-4a5e-97d1-0709c8638aaa',2,'e14b0bcc-0740-4a5e-97d1-0709c8638aaa','2026-03-02T01:00:00.000000Z','anna','flow.taken','f1_s_m','{}','dbc14579f125f066e3a701cfec794ee620a1b02515449da8bda5d88569baa51a');
INSERT INTO "event" VALUES('4f9ae8ec-7046-4617-97cc-657b78ef9416',1,'4f9ae8ec-7046-4617-97cc-657b78ef9416','2026-03-02T01:00:00.000000Z','anna','case.started','s','{"key":"message-kept","version":1,"business_key":"message-kept","data":{}}','98a1b951440c080c654a1c1fc97c5a484d399fd4a39799ab0f113bfa445ab7a7');
INSERT INTO "event" VALUES('4f9ae8ec-7046-4617-97cc-657b78ef9416',2,'4f9ae8ec-7046-4617-97cc-657b78ef9416','2026-03-02T01:00:00.000000Z','anna','flow.taken','f1_s_a','{}','19e2845534f132f85b7139909530007a5a605fa6d4c259518ea5f5e9453fdac8');
INSERT INTO "event" VALUES('a50b92d0-90f3-4f2a-81f5-7d2432ef2477',1,'a50b92d0-90f3-4f2a-81f5-7d2432ef2477','2026-03-02T01:00:00.000000Z','anna','case.started','s','{"key":"signal","version":1,"business_key":"signal","data":{}}','6094da36e2360a445d416d1e23fc42f1836aed6884f95f66a1711c2d86fbe6ca');
INSERT INTO "event" VALUES('a50b92d0-90f3-4f2a-81f5-7d2432ef2477',2,'a50b92d0-90f3-4f2a-81f5-7d2432ef2477','2026-03-02T01:00:00.000000Z','anna','flow.taken','f1_s_w','{}','f0dc4c5390b946cd871eb1bea7d1d8748eddee4bf06b68b1835679dae87faff1');
INSERT INTO "event" VALUES('c9ab1835-957d-460b-bf53-466eb58bc0e7',1,'c9ab1835-957d-460b-bf53-466eb58bc0e7','2026-03-02T01:00:00.000000Z','anna','case.started','s','{"key":"choice-of-events","version":1,"business_key":"choice-of-events","data":{}}','74604623aff097b078f395e5a1bc0f57849919c394986974c45cb2e7c083708b');
INSERT INTO "event" VALUES('c9ab1835-957d-460b-bf53-466eb58bc0e7',2,'c9ab1835-957d-460b-bf53-466eb58bc0e7','2026-03-02T01:00:00.000000Z','anna','flow.taken','f1_s_g','{}','6d8d1c3433076eeaed33ce3ae5a4a8ce3fe62058e27c309ca99f140bd14b7f80');
INSERT INTO "event" VALUES('c24628b5-72e4-4b1e-a6e1-a72fd3976297',1,'c24628b5-72e4-4b1e-a6e1-a72fd3976297','2026-03-02T01:00:00.000000Z','anna','case.started','s','{"key":"external","version":1,"business_key":"external","data":{}}','3167e3ee2f5c2a70db8d5705eb02f2d792e8ccca51805137c83cfdaba5d78812');
INSERT INTO "event" VALUES('c24628b5-72e4-4b1e-a6e1-a72fd3976297',2,'c24628b5-72e4-4b1e-a6e1-a72fd3976297','2026-03-02T01:00:00.000000Z','anna','flow.taken','f1_s_x','{}','3addd8559abae596e980d15a89c47487f5389da6b3ff3cdcf4f4f2627c2ecb73');
INSERT INTO "event" VALUES('1d8b8fb1-503f-4cc5-9d3a-ce4d7f8ef262',1,'1d8b8fb1-503f-4cc5-9d3a-ce4d7f8ef262','2026-03-02T01:00:00.000000Z','anna','case.started','s','{"key":"external-locked","version":1,"business_key":"external-locked","data":{}}','2907ae0a2d2190744aa1eb5f018b013d122f5800a09aedc18358d4a359e83ea8');
INSERT INTO "event" VALUES('1d8b8fb1-503f-4cc5-9d3a-ce4d7f8ef262',2,'1d8b8fb1-503f-4cc5-9d3a-ce4d7f8ef262','2026-03-02T01:00:00.000000Z','anna','flow.taken','f1_s_x','{}','85c63e12fdaee0c0ef1dbc0dd85ac0ca5d7e9a43db1723867e5387febae4803d');
INSERT INTO "event" VALUES('c55cc606-35ee-4f3e-8810-c4d6709465ed',1,'c55cc606-35ee-4f3e-8810-c4d6709465ed','2026-03-02T01:00:00.000000Z','anna','case.started','s','{"key":"incident","version":1,"business_key":"incident","data":{}}','9577edb9e71af2c6380647ef435379d13b2447fc7162519dd008bc298a74f5c8');
INSERT INTO "event" VALUES('c55cc606-35ee-4f3e-8810-c4d6709465ed',2,'c55cc606-35ee-4f3e-8810-c4d6709465ed','2026-03-02T01:00:00.000000Z','anna','flow.taken','f1_s_x','{}','ca164760dd3a806b7a0e09c0db5d9ea98f77cd63c37e3045a84ebf9f4d779355');
INSERT INTO "event" VALUES('c55cc606-35ee-4f3e-8810-c4d6709465ed',3,'c55cc606-35ee-4f3e-8810-c4d6709465ed','2026-03-02T01:00:00.000000Z','system','incident.opened','x','{"topic":"incident","message":"broken","retries":0,"attempt":1}','7a82d7f0c7a8e5212d47f281b937eccfb5c45b526cb43d37bc6dab007374e974');
INSERT INTO "event" VALUES('8f993988-e3d0-4080-a2ca-b4ec548acf55',1,'8f993988-e3d0-4080-a2ca-b4ec548acf55','2026-03-02T01:00:00.000000Z','anna','case.started','s','{"key":"continuation","version":1,"business_key":"continuation","data":{}}','ad2083c7804922cd4cb573eaf2f863746fe72341be0fd274156f51a1663989a1');
INSERT INTO "event" VALUES('8f993988-e3d0-4080-a2ca-b4ec548acf55',2,'8f993988-e3d0-4080-a2ca-b4ec548acf55','2026-03-02T01:00:00.000000Z','anna','flow.taken','f1_s_x','{}','0015d9ec9b1489697e95028c4d956d4788c168a15327d31003510b70a7e0c52f');
INSERT INTO "event" VALUES('d17c041b-5ade-49fc-8367-9f60ee3282a3',1,'d17c041b-5ade-49fc-8367-9f60ee3282a3','2026-03-02T01:00:00.000000Z','anna','case.started','s','{"key":"script","version":1,"business_key":"script","data":{}}','f376f47035663294acda72363c51eb9630811de9fa220d0943cae70c5a662187');
INSERT INTO "event" VALUES('d17c041b-5ade-49fc-8367-9f60ee3282a3',2,'d17c041b-5ade-49fc-8367-9f60ee3282a3','2026-03-02T01:00:00.000000Z','anna','flow.taken','f1_s_x','{}','4cdae344b0f349ea470a6eda089949b5ca101ca842fe08d28c59711f7f2d14db');
INSERT INTO "event" VALUES('381b87df-44c7-41d3-99c6-b6bf27cd93a2',1,'381b87df-44c7-41d3-99c6-b6bf27cd93a2','2026-03-02T01:00:00.000000Z','anna','case.started','s','{"key":"compensation","version":1,"business_key":"compensation","data":{}}','67a871ffc772350b8e609539146f3a1ed338eff68f4fdcde789cf8a708dfdff9');
INSERT INTO "event" VALUES('381b87df-44c7-41d3-99c6-b6bf27cd93a2',2,'381b87df-44c7-41d3-99c6-b6bf27cd93a2','2026-03-02T01:00:00.000000Z','anna','flow.taken','f1_s_a','{}','7f6c70875da6fcc06b0d829fcd88ee6da175582ca6b39a550700197995147b4c');
INSERT INTO "event" VALUES('381b87df-44c7-41d3-99c6-b6bf27cd93a2',3,'381b87df-44c7-41d3-99c6-b6bf27cd93a2','2026-03-02T01:00:00.000000Z','anna','flow.taken','f2_a_c','{}','ced283b581293b595b4e0f96a2cad976d8fa490937f507e2365ff9e705b9bf10');
INSERT INTO "event" VALUES('efc86f1b-2f35-43d1-843c-1932f68d884e',1,'efc86f1b-2f35-43d1-843c-1932f68d884e','2026-03-02T01:00:00.000000Z','anna','case.started','s','{"key":"compensating","version":1,"business_key":"compensating","data":{}}','643e9e4613e52c213f689069e563a1846059f5913a85ff653a4014495f4977ad');
INSERT INTO "event" VALUES('efc86f1b-2f35-43d1-843c-1932f68d884e',2,'efc86f1b-2f35-43d1-843c-1932f68d884e','2026-03-02T01:00:00.000000Z','anna','flow.taken','f1_s_a','{}','f348b47ce9b6f71e577e2a6127f98a4e9bc8f8b9abe97a178047db4043c21e29');
INSERT INTO "event" VALUES('efc86f1b-2f35-43d1-843c-1932f68d884e',3,'efc86f1b-2f35-43d1-843c-1932f68d884e','2026-03-02T01:00:00.000000Z','anna','flow.taken','f2_a_c','{}','7ad0b9ac26254eb7537f9fafdf16b0b8b873f5e442435d1432fc7ffdb7b3f4af');
INSERT INTO "event" VALUES('efc86f1b-2f35-43d1-843c-1932f68d884e',4,'efc86f1b-2f35-43d1-843c-1932f68d884e','2026-03-02T01:00:00.000000Z','anna','task.completed','c','{"task":"38ab5f5c-54e3-456b-b4cb-eace4488090c","name":"c","data":{}}','4794b359565baa4d2864a968327cae9dd05d9a39f8a46ff3cf85b08fbe29a831');
INSERT INTO "event" VALUES('efc86f1b-2f35-43d1-843c-1932f68d884e',5,'efc86f1b-2f35-43d1-843c-1932f68d884e','2026-03-02T01:00:00.000000Z','anna','flow.taken','f3_c_t','{}','5a44c84684f28ded8118e08eb1464857d5375c8fca23b0a83ef2d583aaedc9b2');
INSERT INTO "event" VALUES('29f1c044-9650-4951-8689-8d07e8b5f330',1,'29f1c044-9650-4951-8689-8d07e8b5f330','2026-03-02T01:00:00.000000Z','anna','case.started','s','{"key":"called","version":1,"business_key":"called","data":{}}','6db7f21e09577cd3586b45dc692b87d1431f1cc5abc341e7bec74861c19fae15');
INSERT INTO "event" VALUES('29f1c044-9650-4951-8689-8d07e8b5f330',2,'29f1c044-9650-4951-8689-8d07e8b5f330','2026-03-02T01:00:00.000000Z','anna','flow.taken','f1_s_c','{}','0fd8021e5de68c602e8e057bebd439826cf07b2213f917485a78460a9d06dfd0');
INSERT INTO "event" VALUES('29f1c044-9650-4951-8689-8d07e8b5f330',3,'992959ac-ec8e-4461-9ee2-aab9d26ac27a','2026-03-02T01:00:00.000000Z','anna','flow.taken','f1_s_inner','{}','0cf598e1a32f677bf51a525a4c13195555c139c1542892df0551b45174cbda2f');
INSERT INTO "event" VALUES('0d44c6f9-4339-4962-9b67-806d2993dcd8',1,'0d44c6f9-4339-4962-9b67-806d2993dcd8','2026-03-02T01:00:00.000000Z','anna','case.started','s','{"key":"sub-process","version":1,"business_key":"sub-process","data":{}}','a367f4a3f81dba9effc24cc8169c299361c341df00ef91b78a266b6eccda9b19');
INSERT INTO "event" VALUES('0d44c6f9-4339-4962-9b67-806d2993dcd8',2,'0d44c6f9-4339-4962-9b67-806d2993dcd8','2026-03-02T01:00:00.000000Z','anna','flow.taken','f4_s_b','{}','b6a593bf36965af7c90f5133cb1ef424ca45c2f7293feadfa096a78755c95334');
INSERT INTO "event" VALUES('0d44c6f9-4339-4962-9b67-806d2993dcd8',3,'0d44c6f9-4339-4962-9b67-806d2993dcd8','2026-03-02T01:00:00.000000Z','anna','flow.taken','f1_bs_a','{}','baee2652a5f5267fc177eb12383026468f6c333a8ed48ef76042c9d75548628c');
INSERT INTO "event" VALUES('0d44c6f9-4339-4962-9b67-806d2993dcd8',4,'0d44c6f9-4339-4962-9b67-806d2993dcd8','2026-03-02T01:00:00.000000Z','anna','task.completed','a','{"task":"e94ee702-5e40-47df-87c5-c02edbe2f527","name":"a","data":{}}','685a8705a5eea427ac33a0d0e7438af54eeda2e7e0c9af28dc5eebb442fd3ab6');
INSERT INTO "event" VALUES('0d44c6f9-4339-4962-9b67-806d2993dcd8',5,'0d44c6f9-4339-4962-9b67-806d2993dcd8','2026-03-02T01:00:00.000000Z','anna','flow.taken','f2_a_b2','{}','6ee6fa21d5135d75b712e4678a0c2b9277ca96a0baaf9d125737cbb014384670');
INSERT INTO "event" VALUES('f8dc9597-266b-4f1b-9cc1-c1f65aec10fc',1,'f8dc9597-266b-4f1b-9cc1-c1f65aec10fc','2026-03-02T01:00:00.000000Z','anna','case.started','s','{"key":"event-sub-process","version":1,"business_key":"event-sub-process","data":{}}','96aaed47ee63b4a9a5dbe63cddd11082f80fdab11f73648d10bbd548fd058ddb');
INSERT INTO "event" VALUES('f8dc9597-266b-4f1b-9cc1-c1f65aec10fc',2,'f8dc9597-266b-4f1b-9cc1-c1f65aec10fc','2026-03-02T01:00:00.000000Z','anna','flow.taken','f1_s_a','{}','9bfc8c3cb143d8dd7d23daf5a2000a850424ff681a278e5ed89be4478d8d4b2a');
INSERT INTO "event" VALUES('86a3a499-9486-4d97-8892-4f2bb2647551',1,'86a3a499-9486-4d97-8892-4f2bb2647551','2026-03-02T01:00:00.000000Z','anna','case.started','s','{"key":"standard-loop","version":1,"business_key":"standard-loop","data":{}}','281999cb95474c4d7366198e5fe3765cca3467184430749f30d47fe0838821a6');
INSERT INTO "event" VALUES('86a3a499-9486-4d97-8892-4f2bb2647551',2,'86a3a499-9486-4d97-8892-4f2bb2647551','2026-03-02T01:00:00.000000Z','anna','flow.taken','f1_s_a','{}','cfd6a8685dd433d03e3ebc6af3c28911d5c1847a2359994863ee7c42e470bb9c');
INSERT INTO "event" VALUES('86a3a499-9486-4d97-8892-4f2bb2647551',3,'86a3a499-9486-4d97-8892-4f2bb2647551','2026-03-02T01:00:00.000000Z','anna','task.completed','a','{"task":"26f50ef4-0809-4ebd-9a37-215c457aa556","name":"a","data":{"again":true}}','2f7fe52f51b732f6696482cacf95fbe188f2cccbcd7665b3e5f5f377127d19bb');
INSERT INTO "event" VALUES('c0b2a9e3-b6c7-4f31-b2a6-0cbbb9aa09fb',1,'c0b2a9e3-b6c7-4f31-b2a6-0cbbb9aa09fb','2026-03-02T01:00:00.000000Z','anna','case.started','s','{"key":"suspended","version":1,"business_key":"suspended","data":{}}','70620ebb4fd5ff1b637f382dcf582de5f1f34f6b04daaecaaad5a89bc912dba9');
INSERT INTO "event" VALUES('c0b2a9e3-b6c7-4f31-b2a6-0cbbb9aa09fb',2,'c0b2a9e3-b6c7-4f31-b2a6-0cbbb9aa09fb','2026-03-02T01:00:00.000000Z','anna','flow.taken','f1_s_a','{}','2b6fd8db907a3180babdf394d6626ce09c1625877776c66449ead6ee157ca61c');
INSERT INTO "event" VALUES('c0b2a9e3-b6c7-4f31-b2a6-0cbbb9aa09fb',3,'c0b2a9e3-b6c7-4f31-b2a6-0cbbb9aa09fb','2026-03-02T01:00:00.000000Z','system','case.suspended','','{"reason":"held"}','ac04e827a80a826276e883650c8046d0b56b7fdaca38ec6bdb561746a3d6bd85');
INSERT INTO "event" VALUES('1b8fc481-24d2-4373-8102-46e57bc8f097',1,'1b8fc481-24d2-4373-8102-46e57bc8f097','2026-03-02T01:00:00.000000Z','anna','case.started','s','{"key":"answered-once","version":1,"business_key":"answered-once","data":{}}','af34c8e8123288fdc7dd28f1e0d3388eb5e045758abe2a43586015ad5abacaf7');
INSERT INTO "event" VALUES('1b8fc481-24d2-4373-8102-46e57bc8f097',2,'1b8fc481-24d2-4373-8102-46e57bc8f097','2026-03-02T01:00:00.000000Z','anna','flow.taken','f1_s_a','{}','538e11d8f5fc9577bad14e7c2a40c5afef4aee2f588267444a96252ffc52333e');
INSERT INTO "event" VALUES('1b8fc481-24d2-4373-8102-46e57bc8f097',3,'1b8fc481-24d2-4373-8102-46e57bc8f097','2026-03-02T01:00:00.000000Z','anna','task.completed','a','{"task":"63cbd147-5c37-44cc-b38a-a670f4a4411a","name":"a","data":{"x":1}}','4ce326433d300fd8feab182f006abd6f6637990eef764934c91e2c61f542571d');
INSERT INTO "event" VALUES('1b8fc481-24d2-4373-8102-46e57bc8f097',4,'1b8fc481-24d2-4373-8102-46e57bc8f097','2026-03-02T01:00:00.000000Z','anna','flow.taken','f2_a_b','{}','de9122b3097975bd4b0d63c87b342fc558207108f2c4de12a05d6de0f338b712');
INSERT INTO "event" VALUES('b4e805b3-a077-4726-b763-f17f9777f3f2',1,'b4e805b3-a077-4726-b763-f17f9777f3f2','2026-03-02T01:00:00.000000Z','anna','case.started','s','{"key":"values","version":1,"business_key":"values","data":{"amount":{"$":"decimal","v":"1234.50"},"on":{"$":"date","v":"2026-03-02"},"none":null,"yes":true,"count":3,"text":"执法 ''q\" \\ 🀄\n","list":[1,[2,{"k":"v"}]],"typename":"reserved elsewhere"}}','1c64036f460868df695c93920ef8be262a03e369700ea8d06de0aaf418717200');
INSERT INTO "event" VALUES('b4e805b3-a077-4726-b763-f17f9777f3f2',2,'b4e805b3-a077-4726-b763-f17f9777f3f2','2026-03-02T01:00:00.000000Z','anna','flow.taken','f1_s_a','{}','b0491ba9fee340ff0fd96e550f3073e04c2e5ecf19469670b9eb0f459b874dfa');
CREATE TABLE external_task (
	id VARCHAR(100) NOT NULL, 
	root_id VARCHAR(100) NOT NULL, 
	instance_id VARCHAR(100) NOT NULL, 
	element VARCHAR(255) NOT NULL, 
	topic VARCHAR(255) NOT NULL, 
	priority INTEGER NOT NULL, 
	retries INTEGER, 
	worker VARCHAR(200), 
	lock_until VARCHAR(32), 
	available_at VARCHAR(32), 
	attempt INTEGER NOT NULL, 
	error TEXT, 
	details TEXT, 
	properties TEXT NOT NULL, 
	business_key VARCHAR(200) NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_external_task PRIMARY KEY (id), 
	CONSTRAINT fk_external_task_root_id FOREIGN KEY(root_id) REFERENCES instance (id)
);
INSERT INTO "external_task" VALUES('8c477811-1d84-48d5-8abb-67dfed05ddc4','c24628b5-72e4-4b1e-a6e1-a72fd3976297','c24628b5-72e4-4b1e-a6e1-a72fd3976297','x','free',0,NULL,NULL,NULL,NULL,0,NULL,NULL,'{}','external','2026-03-02T01:00:00.000000Z');
INSERT INTO "external_task" VALUES('2d4f5740-c3cc-497e-9cc8-3610e6e1d4c8','1d8b8fb1-503f-4cc5-9d3a-ce4d7f8ef262','1d8b8fb1-503f-4cc5-9d3a-ce4d7f8ef262','x','locked',0,NULL,'before','2026-03-02T01:10:00.000000Z',NULL,1,NULL,NULL,'{}','external-locked','2026-03-02T01:00:00.000000Z');
INSERT INTO "external_task" VALUES('6f44a6f3-9f81-4e0a-8258-f08596fbe83e','c55cc606-35ee-4f3e-8810-c4d6709465ed','c55cc606-35ee-4f3e-8810-c4d6709465ed','x','incident',0,0,NULL,NULL,'2026-03-02T01:00:00.000000Z',1,'broken','a stack','{}','incident','2026-03-02T01:00:00.000000Z');
INSERT INTO "external_task" VALUES('3e67dc34-1318-46b1-94f7-e81499ce904a','d17c041b-5ade-49fc-8367-9f60ee3282a3','d17c041b-5ade-49fc-8367-9f60ee3282a3','x','onething.script',0,NULL,NULL,NULL,NULL,0,NULL,NULL,'{}','script','2026-03-02T01:00:00.000000Z');
CREATE TABLE file (
	id VARCHAR(100) NOT NULL, 
	name VARCHAR(255) NOT NULL, 
	mime VARCHAR(100) NOT NULL, 
	size INTEGER NOT NULL, 
	sha256 VARCHAR(100) NOT NULL, 
	root_id VARCHAR(100), 
	task_id VARCHAR(100), 
	uploaded_by VARCHAR(100) NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_file PRIMARY KEY (id), 
	CONSTRAINT fk_file_sha256 FOREIGN KEY(sha256) REFERENCES blob (sha256)
);
CREATE TABLE heartbeat (
	name VARCHAR(100) NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_heartbeat PRIMARY KEY (name)
);
CREATE TABLE idempotency (
	account VARCHAR(100) NOT NULL, 
	"key" VARCHAR(200) NOT NULL, 
	fingerprint VARCHAR(64) NOT NULL, 
	answer TEXT NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_idempotency PRIMARY KEY (account, "key")
);
INSERT INTO "idempotency" VALUES('anna','once','fc792fc7e7a4b54d7bb36022f95afb0cc40a0b807e89344cfab75a2273b499c9','63cbd147-5c37-44cc-b38a-a670f4a4411a','2026-03-02T01:00:00.000000Z');
CREATE TABLE incident (
	id VARCHAR(100) NOT NULL, 
	kind VARCHAR(30) NOT NULL, 
	root_id VARCHAR(100) NOT NULL, 
	instance_id VARCHAR(100) NOT NULL, 
	work_id VARCHAR(100) NOT NULL, 
	element VARCHAR(255) NOT NULL, 
	message TEXT NOT NULL, 
	details TEXT NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	resolved_at VARCHAR(32), 
	resolved_by VARCHAR(100), 
	CONSTRAINT pk_incident PRIMARY KEY (id), 
	CONSTRAINT fk_incident_root_id FOREIGN KEY(root_id) REFERENCES instance (id)
);
INSERT INTO "incident" VALUES('8e0d9489-ece9-4b4e-b1ca-11716586d8e8','external','c55cc606-35ee-4f3e-8810-c4d6709465ed','c55cc606-35ee-4f3e-8810-c4d6709465ed','6f44a6f3-9f81-4e0a-8258-f08596fbe83e','x','broken','a stack','2026-03-02T01:00:00.000000Z',NULL,NULL);
CREATE TABLE instance (
	id VARCHAR(100) NOT NULL, 
	root_id VARCHAR(100) NOT NULL, 
	parent_id VARCHAR(100), 
	definition_id VARCHAR(100) NOT NULL, 
	business_key VARCHAR(200) NOT NULL, 
	title VARCHAR(500) NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	lock INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	events INTEGER NOT NULL, 
	head VARCHAR(64) NOT NULL, 
	started_at VARCHAR(32) NOT NULL, 
	ended_at VARCHAR(32), 
	started_by VARCHAR(100) NOT NULL, 
	reason TEXT NOT NULL, 
	suspended_at VARCHAR(32), 
	CONSTRAINT pk_instance PRIMARY KEY (id), 
	CONSTRAINT fk_instance_definition_id FOREIGN KEY(definition_id) REFERENCES definition (id)
);
INSERT INTO "instance" VALUES('ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','ffa0e72a-bbfd-406a-a7f4-f0b510781dfb',NULL,'loop:1:59e27fc3-6980-4f9b-b39e-f5a7ca25cfc4','loop','loop loop','active',4,9,11,'aff5c7981e9855f5640ead7f1e7fdec80a42d13d137d1b2f037a25394c57e3d1','2026-03-02T01:00:00.000000Z',NULL,'anna','',NULL);
INSERT INTO "instance" VALUES('397a5229-0b90-43ec-8775-353cab505c12','397a5229-0b90-43ec-8775-353cab505c12',NULL,'half-joined:1:8932b69e-7a2a-4df2-af97-e7f19de783c8','half-joined','half-joined half-joined','active',3,8,9,'a244317727b5cede68656c38c9221c437e94e32b279094cd50847dda1462038c','2026-03-02T01:00:00.000000Z',NULL,'anna','',NULL);
INSERT INTO "instance" VALUES('53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40','53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40',NULL,'half-joined-inclusive:1:3301e33d-32ab-419b-a055-3fa6353281a6','half-joined-inclusive','half-joined-inclusive half-joined-inclusive','active',2,6,6,'4089b43806cd95357350e03f14b2b8f502d47a6595023f31db27991dd344e26d','2026-03-02T01:00:00.000000Z',NULL,'anna','',NULL);
INSERT INTO "instance" VALUES('94ffcf5d-492b-448a-be5c-fb3b24b60115','94ffcf5d-492b-448a-be5c-fb3b24b60115',NULL,'members:1:4354cab1-01b1-4823-aa10-0e4b22499b57','members','members members','active',3,6,4,'fbef8c6109de3310b4c0acd0053e9f1c051d21125e831a4ab31e7d511bd24ce6','2026-03-02T01:00:00.000000Z',NULL,'anna','',NULL);
INSERT INTO "instance" VALUES('48249749-1d57-4071-a9dd-a79e1b177d1b','48249749-1d57-4071-a9dd-a79e1b177d1b',NULL,'members-in-line:1:ec57b2f6-c011-4805-b041-61fc803e2f74','members-in-line','members-in-line members-in-line','active',2,5,3,'3f14d7f26e1d7f799239f64d81f2cc9111ff2ead55a8bd63ad3e0f96530962fb','2026-03-02T01:00:00.000000Z',NULL,'anna','',NULL);
INSERT INTO "instance" VALUES('81758d51-437e-4039-957d-c40022e6c80b','81758d51-437e-4039-957d-c40022e6c80b',NULL,'timer:1:cfd80a4c-de2a-42fd-9ac5-a3a2027598a7','timer','timer timer','active',1,3,2,'d0ac5253f03afcd497db840036db30acdc89a1bbea6215cd707e449c03652fb6','2026-03-02T01:00:00.000000Z',NULL,'anna','',NULL);
INSERT INTO "instance" VALUES('5e5fc339-528b-4bdd-9ff4-c1a4f644423e','5e5fc339-528b-4bdd-9ff4-c1a4f644423e',NULL,'timer-at-boundary:1:90727428-5257-4b21-a396-a4910269edcf','timer-at-boundary','timer-at-boundary timer-at-boundary','active',1,4,2,'5b960e66aa1308fc3be1cf701c51b0ae318c43a9ea4a9f3dfed7b60a8f3ed2e9','2026-03-02T01:00:00.000000Z',NULL,'anna','',NULL);
INSERT INTO "instance" VALUES('e14b0bcc-0740-4a5e-97d1-0709c8638aaa','e14b0bcc-0740-4a5e-97d1-0709c8638aaa',NULL,'message:1:837d6bdf-7816-45ba-91c8-6233735ce44a','message','message message','active',1,3,2,'dbc14579f125f066e3a701cfec794ee620a1b02515449da8bda5d88569baa51a','2026-03-02T01:00:00.000000Z',NULL,'anna','',NULL);
INSERT INTO "instance" VALUES('4f9ae8ec-7046-4617-97cc-657b78ef9416','4f9ae8ec-7046-4617-97cc-657b78ef9416',NULL,'message-kept:1:ebb1c492-12a7-48b0-b34e-bc782acaa56e','message-kept','message-kept message-kept','active',1,3,2,'19e2845534f132f85b7139909530007a5a605fa6d4c259518ea5f5e9453fdac8','2026-03-02T01:00:00.000000Z',NULL,'anna','',NULL);
INSERT INTO "instance" VALUES('a50b92d0-90f3-4f2a-81f5-7d2432ef2477','a50b92d0-90f3-4f2a-81f5-7d2432ef2477',NULL,'signal:1:94d309fe-63ad-4d66-92db-616a96bc607b','signal','signal signal','active',1,3,2,'f0dc4c5390b946cd871eb1bea7d1d8748eddee4bf06b68b1835679dae87faff1','2026-03-02T01:00:00.000000Z',NULL,'anna','',NULL);
INSERT INTO "instance" VALUES('c9ab1835-957d-460b-bf53-466eb58bc0e7','c9ab1835-957d-460b-bf53-466eb58bc0e7',NULL,'choice-of-events:1:eb22413b-5f66-4f8b-ade0-8a736c336797','choice-of-events','choice-of-events choice-of-events','active',1,5,2,'6d8d1c3433076eeaed33ce3ae5a4a8ce3fe62058e27c309ca99f140bd14b7f80','2026-03-02T01:00:00.000000Z',NULL,'anna','',NULL);
INSERT INTO "instance" VALUES('c24628b5-72e4-4b1e-a6e1-a72fd3976297','c24628b5-72e4-4b1e-a6e1-a72fd3976297',NULL,'external:1:0bc841e1-3ac9-4b3e-b946-88eb3ed45068','external','external external','active',1,3,2,'3addd8559abae596e980d15a89c47487f5389da6b3ff3cdcf4f4f2627c2ecb73','2026-03-02T01:00:00.000000Z',NULL,'anna','',NULL);
INSERT INTO "instance" VALUES('1d8b8fb1-503f-4cc5-9d3a-ce4d7f8ef262','1d8b8fb1-503f-4cc5-9d3a-ce4d7f8ef262',NULL,'external-locked:1:96ebe4d5-fcdf-4ba9-8b0d-5243a0a5b42b','external-locked','external-locked external-locked','active',1,3,2,'85c63e12fdaee0c0ef1dbc0dd85ac0ca5d7e9a43db1723867e5387febae4803d','2026-03-02T01:00:00.000000Z',NULL,'anna','',NULL);
INSERT INTO "instance" VALUES('c55cc606-35ee-4f3e-8810-c4d6709465ed','c55cc606-35ee-4f3e-8810-c4d6709465ed',NULL,'incident:1:802787e1-6aa2-40b5-b452-e03b1fe5d954','incident','incident incident','active',1,3,3,'7a82d7f0c7a8e5212d47f281b937eccfb5c45b526cb43d37bc6dab007374e974','2026-03-02T01:00:00.000000Z',NULL,'anna','',NULL);
INSERT INTO "instance" VALUES('8f993988-e3d0-4080-a2ca-b4ec548acf55','8f993988-e3d0-4080-a2ca-b4ec548acf55',NULL,'continuation:1:b7796a34-e9ba-427f-9793-01c8fb8a1bf7','continuation','continuation continuation','active',1,3,2,'0015d9ec9b1489697e95028c4d956d4788c168a15327d31003510b70a7e0c52f','2026-03-02T01:00:00.000000Z',NULL,'anna','',NULL);
INSERT INTO "instance" VALUES('d17c041b-5ade-49fc-8367-9f60ee3282a3','d17c041b-5ade-49fc-8367-9f60ee3282a3',NULL,'script:1:7ae6384d-ede3-439d-be07-9e13de56cd9f','script','script script','active',1,3,2,'4cdae344b0f349ea470a6eda089949b5ca101ca842fe08d28c59711f7f2d14db','2026-03-02T01:00:00.000000Z',NULL,'anna','',NULL);
INSERT INTO "instance" VALUES('381b87df-44c7-41d3-99c6-b6bf27cd93a2','381b87df-44c7-41d3-99c6-b6bf27cd93a2',NULL,'compensation:1:6da49b21-f4df-4e6f-a1cb-73cefb880663','compensation','compensation compensation','active',1,4,3,'ced283b581293b595b4e0f96a2cad976d8fa490937f507e2365ff9e705b9bf10','2026-03-02T01:00:00.000000Z',NULL,'anna','',NULL);
INSERT INTO "instance" VALUES('efc86f1b-2f35-43d1-843c-1932f68d884e','efc86f1b-2f35-43d1-843c-1932f68d884e',NULL,'compensating:1:fe13b778-b1eb-427c-8298-67c64f0771b1','compensating','compensating compensating','active',2,6,5,'5a44c84684f28ded8118e08eb1464857d5375c8fca23b0a83ef2d583aaedc9b2','2026-03-02T01:00:00.000000Z',NULL,'anna','',NULL);
INSERT INTO "instance" VALUES('29f1c044-9650-4951-8689-8d07e8b5f330','29f1c044-9650-4951-8689-8d07e8b5f330',NULL,'called:1:c80106ce-a8ad-4c5a-aa60-b16654906825','called','called called','active',1,6,3,'0cf598e1a32f677bf51a525a4c13195555c139c1542892df0551b45174cbda2f','2026-03-02T01:00:00.000000Z',NULL,'anna','',NULL);
INSERT INTO "instance" VALUES('992959ac-ec8e-4461-9ee2-aab9d26ac27a','29f1c044-9650-4951-8689-8d07e8b5f330','29f1c044-9650-4951-8689-8d07e8b5f330','called-one:1:15604d6f-aec7-49bc-b774-356de6f35bff','','','active',1,6,0,'','2026-03-02T01:00:00.000000Z',NULL,'anna','',NULL);
INSERT INTO "instance" VALUES('0d44c6f9-4339-4962-9b67-806d2993dcd8','0d44c6f9-4339-4962-9b67-806d2993dcd8',NULL,'sub-process:1:a6f90a62-3f03-4f22-bf6f-5460e3f2f153','sub-process','sub-process sub-process','active',2,6,5,'6ee6fa21d5135d75b712e4678a0c2b9277ca96a0baaf9d125737cbb014384670','2026-03-02T01:00:00.000000Z',NULL,'anna','',NULL);
INSERT INTO "instance" VALUES('f8dc9597-266b-4f1b-9cc1-c1f65aec10fc','f8dc9597-266b-4f1b-9cc1-c1f65aec10fc',NULL,'event-sub-process:1:14c807a7-f005-4199-9fa3-a4e36dc5c8cd','event-sub-process','event-sub-process event-sub-process','active',1,4,2,'9bfc8c3cb143d8dd7d23daf5a2000a850424ff681a278e5ed89be4478d8d4b2a','2026-03-02T01:00:00.000000Z',NULL,'anna','',NULL);
INSERT INTO "instance" VALUES('86a3a499-9486-4d97-8892-4f2bb2647551','86a3a499-9486-4d97-8892-4f2bb2647551',NULL,'standard-loop:1:1ea69c6a-f993-4c25-89e5-fb72f23486fc','standard-loop','standard-loop standard-loop','active',2,5,3,'2f7fe52f51b732f6696482cacf95fbe188f2cccbcd7665b3e5f5f377127d19bb','2026-03-02T01:00:00.000000Z',NULL,'anna','',NULL);
INSERT INTO "instance" VALUES('c0b2a9e3-b6c7-4f31-b2a6-0cbbb9aa09fb','c0b2a9e3-b6c7-4f31-b2a6-0cbbb9aa09fb',NULL,'suspended:1:491b8e30-bcc1-4883-8f4e-09a602ac0435','suspended','suspended suspended','suspended',1,4,3,'ac04e827a80a826276e883650c8046d0b56b7fdaca38ec6bdb561746a3d6bd85','2026-03-02T01:00:00.000000Z',NULL,'anna','','2026-03-02T01:00:00.000000Z');
INSERT INTO "instance" VALUES('1b8fc481-24d2-4373-8102-46e57bc8f097','1b8fc481-24d2-4373-8102-46e57bc8f097',NULL,'answered-once:1:87be253c-9a12-4bdf-a325-e4b97f1abe9e','answered-once','answered-once answered-once','active',2,4,4,'de9122b3097975bd4b0d63c87b342fc558207108f2c4de12a05d6de0f338b712','2026-03-02T01:00:00.000000Z',NULL,'anna','',NULL);
INSERT INTO "instance" VALUES('b4e805b3-a077-4726-b763-f17f9777f3f2','b4e805b3-a077-4726-b763-f17f9777f3f2',NULL,'values:1:6d83ca48-5e32-4744-9f4d-96da54f6ddfa','values','values values','active',1,3,2,'b0491ba9fee340ff0fd96e550f3073e04c2e5ecf19469670b9eb0f459b874dfa','2026-03-02T01:00:00.000000Z',NULL,'anna','',NULL);
CREATE TABLE job (
	id VARCHAR(100) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	root_id VARCHAR(100), 
	instance_id VARCHAR(100), 
	token_id VARCHAR(100), 
	element VARCHAR(255) NOT NULL, 
	payload TEXT NOT NULL, 
	due_at VARCHAR(32) NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	retries INTEGER NOT NULL, 
	lease VARCHAR(100), 
	lease_until VARCHAR(32), 
	error TEXT, 
	priority INTEGER NOT NULL, 
	CONSTRAINT pk_job PRIMARY KEY (id)
);
INSERT INTO "job" VALUES('a942803f-0179-4585-858b-2b45512447f7','timer','81758d51-437e-4039-957d-c40022e6c80b','81758d51-437e-4039-957d-c40022e6c80b','a942803f-0179-4585-858b-2b45512447f7','t','{}','2026-03-02T02:00:00.000000Z','2026-03-02T01:00:00.000000Z',3,NULL,NULL,NULL,0);
INSERT INTO "job" VALUES('ffd0a7a4-00c2-4a17-aef1-1e39c5b6e8fe','timer','5e5fc339-528b-4bdd-9ff4-c1a4f644423e','5e5fc339-528b-4bdd-9ff4-c1a4f644423e','ffd0a7a4-00c2-4a17-aef1-1e39c5b6e8fe','t','{}','2026-03-02T02:00:00.000000Z','2026-03-02T01:00:00.000000Z',3,NULL,NULL,NULL,0);
INSERT INTO "job" VALUES('b3006d96-ae41-4925-a084-34268922d7fb','timer','c9ab1835-957d-460b-bf53-466eb58bc0e7','c9ab1835-957d-460b-bf53-466eb58bc0e7','b3006d96-ae41-4925-a084-34268922d7fb','t','{}','2026-03-02T02:00:00.000000Z','2026-03-02T01:00:00.000000Z',3,NULL,NULL,NULL,0);
INSERT INTO "job" VALUES('ebf10410-ecc1-444e-890f-c8855f430b2b','continuation','8f993988-e3d0-4080-a2ca-b4ec548acf55','8f993988-e3d0-4080-a2ca-b4ec548acf55','ebf10410-ecc1-444e-890f-c8855f430b2b','x','{"stage":"before"}','2026-03-02T01:00:00.000000Z','2026-03-02T01:00:00.000000Z',3,NULL,NULL,NULL,0);
INSERT INTO "job" VALUES('13cd7f4f-9c4f-4696-ab2f-3ecafd9ddbd0','timer','f8dc9597-266b-4f1b-9cc1-c1f65aec10fc','f8dc9597-266b-4f1b-9cc1-c1f65aec10fc','13cd7f4f-9c4f-4696-ab2f-3ecafd9ddbd0','hs','{}','2026-03-02T02:00:00.000000Z','2026-03-02T01:00:00.000000Z',3,NULL,NULL,NULL,0);
INSERT INTO "job" VALUES('e6dc131b-10d2-42e7-8c48-a4d136f4d540','timer','c0b2a9e3-b6c7-4f31-b2a6-0cbbb9aa09fb','c0b2a9e3-b6c7-4f31-b2a6-0cbbb9aa09fb','e6dc131b-10d2-42e7-8c48-a4d136f4d540','t','{}','2026-03-02T02:00:00.000000Z','2026-03-02T01:00:00.000000Z',3,NULL,NULL,NULL,0);
CREATE TABLE law_row (
	id VARCHAR(100) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	"key" VARCHAR(100) NOT NULL, 
	step VARCHAR(100) NOT NULL, 
	department VARCHAR(100) NOT NULL, 
	title TEXT NOT NULL, 
	condition TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	least VARCHAR(50), 
	most VARCHAR(50), 
	unit VARCHAR(100) NOT NULL, 
	source TEXT NOT NULL, 
	mark VARCHAR(5) NOT NULL, 
	valid_from VARCHAR(10) NOT NULL, 
	valid_to VARCHAR(10), 
	note TEXT NOT NULL, 
	file VARCHAR(200) NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	created_by VARCHAR(100) NOT NULL, 
	confirmed_at VARCHAR(32), 
	confirmed_by VARCHAR(100), 
	replaced_at VARCHAR(32), 
	replaced_by VARCHAR(100), 
	CONSTRAINT pk_law_row PRIMARY KEY (id)
);
CREATE TABLE membership (
	account VARCHAR(100) NOT NULL, 
	"group" VARCHAR(100) NOT NULL, 
	CONSTRAINT pk_membership PRIMARY KEY (account, "group"), 
	CONSTRAINT fk_membership_account FOREIGN KEY(account) REFERENCES account (name)
);
CREATE TABLE message (
	id VARCHAR(100) NOT NULL, 
	name VARCHAR(255) NOT NULL, 
	"key" VARCHAR(255), 
	data TEXT NOT NULL, 
	received_at VARCHAR(32) NOT NULL, 
	outcome VARCHAR(20) NOT NULL, 
	instance_id VARCHAR(100), 
	CONSTRAINT pk_message PRIMARY KEY (id)
);
INSERT INTO "message" VALUES('4258aae0-2baf-4017-ac03-545cda59744e','golden-kept','message-kept','{"kept":1}','2026-03-02T01:00:00.000000Z','kept',NULL);
CREATE TABLE notice (
	id VARCHAR(100) NOT NULL, 
	account VARCHAR(100) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	"values" TEXT NOT NULL, 
	task_id VARCHAR(100), 
	instance_id VARCHAR(100), 
	created_at VARCHAR(32) NOT NULL, 
	read_at VARCHAR(32), 
	CONSTRAINT pk_notice PRIMARY KEY (id), 
	CONSTRAINT fk_notice_account FOREIGN KEY(account) REFERENCES account (name)
);
CREATE TABLE reference (
	kind VARCHAR(20) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	content TEXT NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	updated_at VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_reference PRIMARY KEY (kind, name)
);
CREATE TABLE resource (
	deployment_id VARCHAR(100) NOT NULL, 
	name VARCHAR(255) NOT NULL, 
	content BLOB NOT NULL, 
	CONSTRAINT pk_resource PRIMARY KEY (deployment_id, name), 
	CONSTRAINT fk_resource_deployment_id FOREIGN KEY(deployment_id) REFERENCES deployment (id)
);
INSERT INTO "resource" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','loop.bpmn',X'3C3F786D6C2076657273696F6E3D22312E302220656E636F64696E673D225554462D38223F3E0A3C646566696E6974696F6E7320786D6C6E733D22687474703A2F2F7777772E6F6D672E6F72672F737065632F42504D4E2F32303130303532342F4D4F44454C2220786D6C6E733A7873693D22687474703A2F2F7777772E77332E6F72672F323030312F584D4C536368656D612D696E7374616E63652220786D6C6E733A63616D756E64613D22687474703A2F2F63616D756E64612E6F72672F736368656D612F312E302F62706D6E22207461726765744E616D6573706163653D2275726E3A74657374223E3C70726F636573732069643D226C6F6F7022206E616D653D226C6F6F702220697345786563757461626C653D227472756522203E3C73746172744576656E742069643D227322206E616D653D2273223E3C2F73746172744576656E743E3C757365725461736B2069643D226122206E616D653D2261222063616D756E64613A63616E64696461746547726F7570733D227A687A662E6E616E6875223E3C2F757365725461736B3E3C6578636C7573697665476174657761792069643D2267222064656661756C743D2266345F675F6522206E616D653D2267223E3C2F6578636C7573697665476174657761793E3C656E644576656E742069643D226522206E616D653D2265223E3C2F656E644576656E743E3C73657175656E6365466C6F772069643D2266315F735F612220736F757263655265663D227322207461726765745265663D2261223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266325F615F672220736F757263655265663D226122207461726765745265663D2267223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266335F675F612220736F757263655265663D226722207461726765745265663D2261223E3C636F6E646974696F6E45787072657373696F6E207873693A747970653D2274466F726D616C45787072657373696F6E22206C616E67756167653D226665656C223E616761696E203D20747275653C2F636F6E646974696F6E45787072657373696F6E3E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266345F675F652220736F757263655265663D226722207461726765745265663D2265223E3C2F73657175656E6365466C6F773E3C2F70726F636573733E3C2F646566696E6974696F6E733E');
INSERT INTO "resource" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','half-joined.bpmn',X'3C3F786D6C2076657273696F6E3D22312E302220656E636F64696E673D225554462D38223F3E0A3C646566696E6974696F6E7320786D6C6E733D22687474703A2F2F7777772E6F6D672E6F72672F737065632F42504D4E2F32303130303532342F4D4F44454C2220786D6C6E733A7873693D22687474703A2F2F7777772E77332E6F72672F323030312F584D4C536368656D612D696E7374616E63652220786D6C6E733A63616D756E64613D22687474703A2F2F63616D756E64612E6F72672F736368656D612F312E302F62706D6E22207461726765744E616D6573706163653D2275726E3A74657374223E3C70726F636573732069643D2268616C662D6A6F696E656422206E616D653D2268616C662D6A6F696E65642220697345786563757461626C653D227472756522203E3C73746172744576656E742069643D227322206E616D653D2273223E3C2F73746172744576656E743E3C706172616C6C656C476174657761792069643D226622206E616D653D2266223E3C2F706172616C6C656C476174657761793E3C757365725461736B2069643D226122206E616D653D2261222063616D756E64613A63616E64696461746547726F7570733D227A687A662E6E616E6875223E3C2F757365725461736B3E3C757365725461736B2069643D226222206E616D653D2262222063616D756E64613A63616E64696461746547726F7570733D227A687A662E6E616E6875223E3C2F757365725461736B3E3C757365725461736B2069643D226322206E616D653D2263222063616D756E64613A63616E64696461746547726F7570733D227A687A662E6E616E6875223E3C2F757365725461736B3E3C706172616C6C656C476174657761792069643D226A22206E616D653D226A223E3C2F706172616C6C656C476174657761793E3C757365725461736B2069643D227A22206E616D653D227A222063616D756E64613A63616E64696461746547726F7570733D227A687A662E6E616E6875223E3C2F757365725461736B3E3C656E644576656E742069643D226522206E616D653D2265223E3C2F656E644576656E743E3C73657175656E6365466C6F772069643D2266315F735F662220736F757263655265663D227322207461726765745265663D2266223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266325F665F612220736F757263655265663D226622207461726765745265663D2261223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266335F615F6A2220736F757263655265663D226122207461726765745265663D226A223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266345F6A5F7A2220736F757263655265663D226A22207461726765745265663D227A223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266355F7A5F652220736F757263655265663D227A22207461726765745265663D2265223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266365F665F622220736F757263655265663D226622207461726765745265663D2262223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266375F625F6A2220736F757263655265663D226222207461726765745265663D226A223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266385F665F632220736F757263655265663D226622207461726765745265663D2263223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266395F635F6A2220736F757263655265663D226322207461726765745265663D226A223E3C2F73657175656E6365466C6F773E3C2F70726F636573733E3C2F646566696E6974696F6E733E');
INSERT INTO "resource" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','half-joined-inclusive.bpmn',X'3C3F786D6C2076657273696F6E3D22312E302220656E636F64696E673D225554462D38223F3E0A3C646566696E6974696F6E7320786D6C6E733D22687474703A2F2F7777772E6F6D672E6F72672F737065632F42504D4E2F32303130303532342F4D4F44454C2220786D6C6E733A7873693D22687474703A2F2F7777772E77332E6F72672F323030312F584D4C536368656D612D696E7374616E63652220786D6C6E733A63616D756E64613D22687474703A2F2F63616D756E64612E6F72672F736368656D612F312E302F62706D6E22207461726765744E616D6573706163653D2275726E3A74657374223E3C70726F636573732069643D2268616C662D6A6F696E65642D696E636C757369766522206E616D653D2268616C662D6A6F696E65642D696E636C75736976652220697345786563757461626C653D227472756522203E3C73746172744576656E742069643D227322206E616D653D2273223E3C2F73746172744576656E743E3C696E636C7573697665476174657761792069643D2266222064656661756C743D2266345F665F6322206E616D653D2266223E3C2F696E636C7573697665476174657761793E3C757365725461736B2069643D226122206E616D653D2261222063616D756E64613A63616E64696461746547726F7570733D227A687A662E6E616E6875223E3C2F757365725461736B3E3C757365725461736B2069643D226222206E616D653D2262222063616D756E64613A63616E64696461746547726F7570733D227A687A662E6E616E6875223E3C2F757365725461736B3E3C757365725461736B2069643D226322206E616D653D2263222063616D756E64613A63616E64696461746547726F7570733D227A687A662E6E616E6875223E3C2F757365725461736B3E3C696E636C7573697665476174657761792069643D226A22206E616D653D226A223E3C2F696E636C7573697665476174657761793E3C656E644576656E742069643D226522206E616D653D2265223E3C2F656E644576656E743E3C73657175656E6365466C6F772069643D2266315F735F662220736F757263655265663D227322207461726765745265663D2266223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266325F665F612220736F757263655265663D226622207461726765745265663D2261223E3C636F6E646974696F6E45787072657373696F6E207873693A747970653D2274466F726D616C45787072657373696F6E22206C616E67756167653D226665656C223E6E202667743B20303C2F636F6E646974696F6E45787072657373696F6E3E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266335F665F622220736F757263655265663D226622207461726765745265663D2262223E3C636F6E646974696F6E45787072657373696F6E207873693A747970653D2274466F726D616C45787072657373696F6E22206C616E67756167653D226665656C223E6E202667743B20313C2F636F6E646974696F6E45787072657373696F6E3E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266345F665F632220736F757263655265663D226622207461726765745265663D2263223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266355F615F6A2220736F757263655265663D226122207461726765745265663D226A223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266365F625F6A2220736F757263655265663D226222207461726765745265663D226A223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266375F635F6A2220736F757263655265663D226322207461726765745265663D226A223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266385F6A5F652220736F757263655265663D226A22207461726765745265663D2265223E3C2F73657175656E6365466C6F773E3C2F70726F636573733E3C2F646566696E6974696F6E733E');
INSERT INTO "resource" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','members.bpmn',X'3C3F786D6C2076657273696F6E3D22312E302220656E636F64696E673D225554462D38223F3E0A3C646566696E6974696F6E7320786D6C6E733D22687474703A2F2F7777772E6F6D672E6F72672F737065632F42504D4E2F32303130303532342F4D4F44454C2220786D6C6E733A7873693D22687474703A2F2F7777772E77332E6F72672F323030312F584D4C536368656D612D696E7374616E63652220786D6C6E733A63616D756E64613D22687474703A2F2F63616D756E64612E6F72672F736368656D612F312E302F62706D6E22207461726765744E616D6573706163653D2275726E3A74657374223E3C70726F636573732069643D226D656D6265727322206E616D653D226D656D626572732220697345786563757461626C653D227472756522203E3C73746172744576656E742069643D227322206E616D653D2273223E3C2F73746172744576656E743E3C757365725461736B2069643D226D22206E616D653D226D222063616D756E64613A63616E64696461746547726F7570733D227A687A662E6E616E6875223E3C6D756C7469496E7374616E63654C6F6F7043686172616374657269737469637320697353657175656E7469616C3D2266616C7365222063616D756E64613A636F6C6C656374696F6E3D22247B70656F706C657D222063616D756E64613A656C656D656E745661726961626C653D22706572736F6E223E3C2F6D756C7469496E7374616E63654C6F6F704368617261637465726973746963733E3C2F757365725461736B3E3C757365725461736B2069643D227122206E616D653D2271222063616D756E64613A63616E64696461746547726F7570733D227A687A662E6E616E6875223E3C6D756C7469496E7374616E63654C6F6F7043686172616374657269737469637320697353657175656E7469616C3D2274727565222063616D756E64613A636F6C6C656374696F6E3D22247B70656F706C657D222063616D756E64613A656C656D656E745661726961626C653D22706572736F6E223E3C2F6D756C7469496E7374616E63654C6F6F704368617261637465726973746963733E3C2F757365725461736B3E3C656E644576656E742069643D226522206E616D653D2265223E3C2F656E644576656E743E3C73657175656E6365466C6F772069643D2266315F735F6D2220736F757263655265663D227322207461726765745265663D226D223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266325F6D5F712220736F757263655265663D226D22207461726765745265663D2271223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266335F715F652220736F757263655265663D227122207461726765745265663D2265223E3C2F73657175656E6365466C6F773E3C2F70726F636573733E3C2F646566696E6974696F6E733E');
INSERT INTO "resource" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','members-in-line.bpmn',X'3C3F786D6C2076657273696F6E3D22312E302220656E636F64696E673D225554462D38223F3E0A3C646566696E6974696F6E7320786D6C6E733D22687474703A2F2F7777772E6F6D672E6F72672F737065632F42504D4E2F32303130303532342F4D4F44454C2220786D6C6E733A7873693D22687474703A2F2F7777772E77332E6F72672F323030312F584D4C536368656D612D696E7374616E63652220786D6C6E733A63616D756E64613D22687474703A2F2F63616D756E64612E6F72672F736368656D612F312E302F62706D6E22207461726765744E616D6573706163653D2275726E3A74657374223E3C70726F636573732069643D226D656D626572732D696E2D6C696E6522206E616D653D226D656D626572732D696E2D6C696E652220697345786563757461626C653D227472756522203E3C73746172744576656E742069643D227322206E616D653D2273223E3C2F73746172744576656E743E3C757365725461736B2069643D227122206E616D653D2271222063616D756E64613A63616E64696461746547726F7570733D227A687A662E6E616E6875223E3C6D756C7469496E7374616E63654C6F6F7043686172616374657269737469637320697353657175656E7469616C3D2274727565222063616D756E64613A636F6C6C656374696F6E3D22247B70656F706C657D222063616D756E64613A656C656D656E745661726961626C653D22706572736F6E223E3C2F6D756C7469496E7374616E63654C6F6F704368617261637465726973746963733E3C2F757365725461736B3E3C656E644576656E742069643D226522206E616D653D2265223E3C2F656E644576656E743E3C73657175656E6365466C6F772069643D2266315F735F712220736F757263655265663D227322207461726765745265663D2271223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266325F715F652220736F757263655265663D227122207461726765745265663D2265223E3C2F73657175656E6365466C6F773E3C2F70726F636573733E3C2F646566696E6974696F6E733E');
INSERT INTO "resource" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','timer.bpmn',X'3C3F786D6C2076657273696F6E3D22312E302220656E636F64696E673D225554462D38223F3E0A3C646566696E6974696F6E7320786D6C6E733D22687474703A2F2F7777772E6F6D672E6F72672F737065632F42504D4E2F32303130303532342F4D4F44454C2220786D6C6E733A7873693D22687474703A2F2F7777772E77332E6F72672F323030312F584D4C536368656D612D696E7374616E63652220786D6C6E733A63616D756E64613D22687474703A2F2F63616D756E64612E6F72672F736368656D612F312E302F62706D6E22207461726765744E616D6573706163653D2275726E3A74657374223E3C70726F636573732069643D2274696D657222206E616D653D2274696D65722220697345786563757461626C653D227472756522203E3C73746172744576656E742069643D227322206E616D653D2273223E3C2F73746172744576656E743E3C696E7465726D65646961746543617463684576656E742069643D227422206E616D653D2274223E3C74696D65724576656E74446566696E6974696F6E3E3C74696D654475726174696F6E207873693A747970653D2274466F726D616C45787072657373696F6E223E505431483C2F74696D654475726174696F6E3E3C2F74696D65724576656E74446566696E6974696F6E3E3C2F696E7465726D65646961746543617463684576656E743E3C656E644576656E742069643D226522206E616D653D2265223E3C2F656E644576656E743E3C73657175656E6365466C6F772069643D2266315F735F742220736F757263655265663D227322207461726765745265663D2274223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266325F745F652220736F757263655265663D227422207461726765745265663D2265223E3C2F73657175656E6365466C6F773E3C2F70726F636573733E3C2F646566696E6974696F6E733E');
INSERT INTO "resource" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','timer-at-boundary.bpmn',X'3C3F786D6C2076657273696F6E3D22312E302220656E636F64696E673D225554462D38223F3E0A3C646566696E6974696F6E7320786D6C6E733D22687474703A2F2F7777772E6F6D672E6F72672F737065632F42504D4E2F32303130303532342F4D4F44454C2220786D6C6E733A7873693D22687474703A2F2F7777772E77332E6F72672F323030312F584D4C536368656D612D696E7374616E63652220786D6C6E733A63616D756E64613D22687474703A2F2F63616D756E64612E6F72672F736368656D612F312E302F62706D6E22207461726765744E616D6573706163653D2275726E3A74657374223E3C70726F636573732069643D2274696D65722D61742D626F756E6461727922206E616D653D2274696D65722D61742D626F756E646172792220697345786563757461626C653D227472756522203E3C73746172744576656E742069643D227322206E616D653D2273223E3C2F73746172744576656E743E3C757365725461736B2069643D226122206E616D653D2261222063616D756E64613A63616E64696461746547726F7570733D227A687A662E6E616E6875223E3C2F757365725461736B3E3C626F756E646172794576656E742069643D227422206E616D653D227422206174746163686564546F5265663D2261222063616E63656C41637469766974793D2266616C7365223E3C74696D65724576656E74446566696E6974696F6E3E3C74696D654475726174696F6E207873693A747970653D2274466F726D616C45787072657373696F6E223E505431483C2F74696D654475726174696F6E3E3C2F74696D65724576656E74446566696E6974696F6E3E3C2F626F756E646172794576656E743E3C757365725461736B2069643D227822206E616D653D2278222063616D756E64613A63616E64696461746547726F7570733D227A687A662E6E616E6875223E3C2F757365725461736B3E3C656E644576656E742069643D226522206E616D653D2265223E3C2F656E644576656E743E3C656E644576656E742069643D226622206E616D653D2266223E3C2F656E644576656E743E3C73657175656E6365466C6F772069643D2266315F735F612220736F757263655265663D227322207461726765745265663D2261223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266325F615F652220736F757263655265663D226122207461726765745265663D2265223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266335F745F782220736F757263655265663D227422207461726765745265663D2278223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266345F785F662220736F757263655265663D227822207461726765745265663D2266223E3C2F73657175656E6365466C6F773E3C2F70726F636573733E3C2F646566696E6974696F6E733E');
INSERT INTO "resource" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','message.bpmn',X'3C3F786D6C2076657273696F6E3D22312E302220656E636F64696E673D225554462D38223F3E0A3C646566696E6974696F6E7320786D6C6E733D22687474703A2F2F7777772E6F6D672E6F72672F737065632F42504D4E2F32303130303532342F4D4F44454C2220786D6C6E733A7873693D22687474703A2F2F7777772E77332E6F72672F323030312F584D4C536368656D612D696E7374616E63652220786D6C6E733A63616D756E64613D22687474703A2F2F63616D756E64612E6F72672F736368656D612F312E302F62706D6E22207461726765744E616D6573706163653D2275726E3A74657374223E3C6D6573736167652069643D226D6573736167655F676F6C64656E5F6D65737361676522206E616D653D22676F6C64656E2D6D657373616765222F3E3C70726F636573732069643D226D65737361676522206E616D653D226D6573736167652220697345786563757461626C653D227472756522203E3C73746172744576656E742069643D227322206E616D653D2273223E3C2F73746172744576656E743E3C696E7465726D65646961746543617463684576656E742069643D226D22206E616D653D226D223E3C6D6573736167654576656E74446566696E6974696F6E206D6573736167655265663D226D6573736167655F676F6C64656E5F6D657373616765222F3E3C2F696E7465726D65646961746543617463684576656E743E3C656E644576656E742069643D226522206E616D653D2265223E3C2F656E644576656E743E3C73657175656E6365466C6F772069643D2266315F735F6D2220736F757263655265663D227322207461726765745265663D226D223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266325F6D5F652220736F757263655265663D226D22207461726765745265663D2265223E3C2F73657175656E6365466C6F773E3C2F70726F636573733E3C2F646566696E6974696F6E733E');
INSERT INTO "resource" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','message-kept.bpmn',X'3C3F786D6C2076657273696F6E3D22312E302220656E636F64696E673D225554462D38223F3E0A3C646566696E6974696F6E7320786D6C6E733D22687474703A2F2F7777772E6F6D672E6F72672F737065632F42504D4E2F32303130303532342F4D4F44454C2220786D6C6E733A7873693D22687474703A2F2F7777772E77332E6F72672F323030312F584D4C536368656D612D696E7374616E63652220786D6C6E733A63616D756E64613D22687474703A2F2F63616D756E64612E6F72672F736368656D612F312E302F62706D6E22207461726765744E616D6573706163653D2275726E3A74657374223E3C6D6573736167652069643D226D6573736167655F676F6C64656E5F6B65707422206E616D653D22676F6C64656E2D6B657074222F3E3C70726F636573732069643D226D6573736167652D6B65707422206E616D653D226D6573736167652D6B6570742220697345786563757461626C653D227472756522203E3C73746172744576656E742069643D227322206E616D653D2273223E3C2F73746172744576656E743E3C757365725461736B2069643D226122206E616D653D2261222063616D756E64613A63616E64696461746547726F7570733D227A687A662E6E616E6875223E3C2F757365725461736B3E3C696E7465726D65646961746543617463684576656E742069643D226D22206E616D653D226D223E3C6D6573736167654576656E74446566696E6974696F6E206D6573736167655265663D226D6573736167655F676F6C64656E5F6B657074222F3E3C2F696E7465726D65646961746543617463684576656E743E3C656E644576656E742069643D226522206E616D653D2265223E3C2F656E644576656E743E3C73657175656E6365466C6F772069643D2266315F735F612220736F757263655265663D227322207461726765745265663D2261223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266325F615F6D2220736F757263655265663D226122207461726765745265663D226D223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266335F6D5F652220736F757263655265663D226D22207461726765745265663D2265223E3C2F73657175656E6365466C6F773E3C2F70726F636573733E3C2F646566696E6974696F6E733E');
INSERT INTO "resource" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','signal.bpmn',X'3C3F786D6C2076657273696F6E3D22312E302220656E636F64696E673D225554462D38223F3E0A3C646566696E6974696F6E7320786D6C6E733D22687474703A2F2F7777772E6F6D672E6F72672F737065632F42504D4E2F32303130303532342F4D4F44454C2220786D6C6E733A7873693D22687474703A2F2F7777772E77332E6F72672F323030312F584D4C536368656D612D696E7374616E63652220786D6C6E733A63616D756E64613D22687474703A2F2F63616D756E64612E6F72672F736368656D612F312E302F62706D6E22207461726765744E616D6573706163653D2275726E3A74657374223E3C7369676E616C2069643D227369676E616C5F676F6C64656E5F7369676E616C22206E616D653D22676F6C64656E2D7369676E616C222F3E3C70726F636573732069643D227369676E616C22206E616D653D227369676E616C2220697345786563757461626C653D227472756522203E3C73746172744576656E742069643D227322206E616D653D2273223E3C2F73746172744576656E743E3C696E7465726D65646961746543617463684576656E742069643D227722206E616D653D2277223E3C7369676E616C4576656E74446566696E6974696F6E207369676E616C5265663D227369676E616C5F676F6C64656E5F7369676E616C222F3E3C2F696E7465726D65646961746543617463684576656E743E3C656E644576656E742069643D226522206E616D653D2265223E3C2F656E644576656E743E3C73657175656E6365466C6F772069643D2266315F735F772220736F757263655265663D227322207461726765745265663D2277223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266325F775F652220736F757263655265663D227722207461726765745265663D2265223E3C2F73657175656E6365466C6F773E3C2F70726F636573733E3C2F646566696E6974696F6E733E');
INSERT INTO "resource" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','choice-of-events.bpmn',X'3C3F786D6C2076657273696F6E3D22312E302220656E636F64696E673D225554462D38223F3E0A3C646566696E6974696F6E7320786D6C6E733D22687474703A2F2F7777772E6F6D672E6F72672F737065632F42504D4E2F32303130303532342F4D4F44454C2220786D6C6E733A7873693D22687474703A2F2F7777772E77332E6F72672F323030312F584D4C536368656D612D696E7374616E63652220786D6C6E733A63616D756E64613D22687474703A2F2F63616D756E64612E6F72672F736368656D612F312E302F62706D6E22207461726765744E616D6573706163653D2275726E3A74657374223E3C6D6573736167652069643D226D6573736167655F676F6C64656E5F63686F69636522206E616D653D22676F6C64656E2D63686F696365222F3E3C70726F636573732069643D2263686F6963652D6F662D6576656E747322206E616D653D2263686F6963652D6F662D6576656E74732220697345786563757461626C653D227472756522203E3C73746172744576656E742069643D227322206E616D653D2273223E3C2F73746172744576656E743E3C6576656E744261736564476174657761792069643D226722206E616D653D2267223E3C2F6576656E744261736564476174657761793E3C696E7465726D65646961746543617463684576656E742069643D226D22206E616D653D226D223E3C6D6573736167654576656E74446566696E6974696F6E206D6573736167655265663D226D6573736167655F676F6C64656E5F63686F696365222F3E3C2F696E7465726D65646961746543617463684576656E743E3C696E7465726D65646961746543617463684576656E742069643D227422206E616D653D2274223E3C74696D65724576656E74446566696E6974696F6E3E3C74696D654475726174696F6E207873693A747970653D2274466F726D616C45787072657373696F6E223E505431483C2F74696D654475726174696F6E3E3C2F74696D65724576656E74446566696E6974696F6E3E3C2F696E7465726D65646961746543617463684576656E743E3C757365725461736B2069643D226122206E616D653D2261222063616D756E64613A63616E64696461746547726F7570733D227A687A662E6E616E6875223E3C2F757365725461736B3E3C656E644576656E742069643D226522206E616D653D2265223E3C2F656E644576656E743E3C73657175656E6365466C6F772069643D2266315F735F672220736F757263655265663D227322207461726765745265663D2267223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266325F675F6D2220736F757263655265663D226722207461726765745265663D226D223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266335F6D5F612220736F757263655265663D226D22207461726765745265663D2261223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266345F615F652220736F757263655265663D226122207461726765745265663D2265223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266355F675F742220736F757263655265663D226722207461726765745265663D2274223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266365F745F652220736F757263655265663D227422207461726765745265663D2265223E3C2F73657175656E6365466C6F773E3C2F70726F636573733E3C2F646566696E6974696F6E733E');
INSERT INTO "resource" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','external.bpmn',X'3C3F786D6C2076657273696F6E3D22312E302220656E636F64696E673D225554462D38223F3E0A3C646566696E6974696F6E7320786D6C6E733D22687474703A2F2F7777772E6F6D672E6F72672F737065632F42504D4E2F32303130303532342F4D4F44454C2220786D6C6E733A7873693D22687474703A2F2F7777772E77332E6F72672F323030312F584D4C536368656D612D696E7374616E63652220786D6C6E733A63616D756E64613D22687474703A2F2F63616D756E64612E6F72672F736368656D612F312E302F62706D6E22207461726765744E616D6573706163653D2275726E3A74657374223E3C70726F636573732069643D2265787465726E616C22206E616D653D2265787465726E616C2220697345786563757461626C653D227472756522203E3C73746172744576656E742069643D227322206E616D653D2273223E3C2F73746172744576656E743E3C736572766963655461736B2069643D227822206E616D653D2278222063616D756E64613A747970653D2265787465726E616C222063616D756E64613A746F7069633D2266726565223E3C2F736572766963655461736B3E3C656E644576656E742069643D226522206E616D653D2265223E3C2F656E644576656E743E3C73657175656E6365466C6F772069643D2266315F735F782220736F757263655265663D227322207461726765745265663D2278223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266325F785F652220736F757263655265663D227822207461726765745265663D2265223E3C2F73657175656E6365466C6F773E3C2F70726F636573733E3C2F646566696E6974696F6E733E');
INSERT INTO "resource" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','external-locked.bpmn',X'3C3F786D6C2076657273696F6E3D22312E302220656E636F64696E673D225554462D38223F3E0A3C646566696E6974696F6E7320786D6C6E733D22687474703A2F2F7777772E6F6D672E6F72672F737065632F42504D4E2F32303130303532342F4D4F44454C2220786D6C6E733A7873693D22687474703A2F2F7777772E77332E6F72672F323030312F584D4C536368656D612D696E7374616E63652220786D6C6E733A63616D756E64613D22687474703A2F2F63616D756E64612E6F72672F736368656D612F312E302F62706D6E22207461726765744E616D6573706163653D2275726E3A74657374223E3C70726F636573732069643D2265787465726E616C2D6C6F636B656422206E616D653D2265787465726E616C2D6C6F636B65642220697345786563757461626C653D227472756522203E3C73746172744576656E742069643D227322206E616D653D2273223E3C2F73746172744576656E743E3C736572766963655461736B2069643D227822206E616D653D2278222063616D756E64613A747970653D2265787465726E616C222063616D756E64613A746F7069633D226C6F636B6564223E3C2F736572766963655461736B3E3C656E644576656E742069643D226522206E616D653D2265223E3C2F656E644576656E743E3C73657175656E6365466C6F772069643D2266315F735F782220736F757263655265663D227322207461726765745265663D2278223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266325F785F652220736F757263655265663D227822207461726765745265663D2265223E3C2F73657175656E6365466C6F773E3C2F70726F636573733E3C2F646566696E6974696F6E733E');
INSERT INTO "resource" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','incident.bpmn',X'3C3F786D6C2076657273696F6E3D22312E302220656E636F64696E673D225554462D38223F3E0A3C646566696E6974696F6E7320786D6C6E733D22687474703A2F2F7777772E6F6D672E6F72672F737065632F42504D4E2F32303130303532342F4D4F44454C2220786D6C6E733A7873693D22687474703A2F2F7777772E77332E6F72672F323030312F584D4C536368656D612D696E7374616E63652220786D6C6E733A63616D756E64613D22687474703A2F2F63616D756E64612E6F72672F736368656D612F312E302F62706D6E22207461726765744E616D6573706163653D2275726E3A74657374223E3C70726F636573732069643D22696E636964656E7422206E616D653D22696E636964656E742220697345786563757461626C653D227472756522203E3C73746172744576656E742069643D227322206E616D653D2273223E3C2F73746172744576656E743E3C736572766963655461736B2069643D227822206E616D653D2278222063616D756E64613A747970653D2265787465726E616C222063616D756E64613A746F7069633D22696E636964656E74223E3C2F736572766963655461736B3E3C656E644576656E742069643D226522206E616D653D2265223E3C2F656E644576656E743E3C73657175656E6365466C6F772069643D2266315F735F782220736F757263655265663D227322207461726765745265663D2278223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266325F785F652220736F757263655265663D227822207461726765745265663D2265223E3C2F73657175656E6365466C6F773E3C2F70726F636573733E3C2F646566696E6974696F6E733E');
INSERT INTO "resource" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','continuation.bpmn',X'3C3F786D6C2076657273696F6E3D22312E302220656E636F64696E673D225554462D38223F3E0A3C646566696E6974696F6E7320786D6C6E733D22687474703A2F2F7777772E6F6D672E6F72672F737065632F42504D4E2F32303130303532342F4D4F44454C2220786D6C6E733A7873693D22687474703A2F2F7777772E77332E6F72672F323030312F584D4C536368656D612D696E7374616E63652220786D6C6E733A63616D756E64613D22687474703A2F2F63616D756E64612E6F72672F736368656D612F312E302F62706D6E22207461726765744E616D6573706163653D2275726E3A74657374223E3C70726F636573732069643D22636F6E74696E756174696F6E22206E616D653D22636F6E74696E756174696F6E2220697345786563757461626C653D227472756522203E3C73746172744576656E742069643D227322206E616D653D2273223E3C2F73746172744576656E743E3C7461736B2069643D227822206E616D653D2278222063616D756E64613A6173796E634265666F72653D2274727565222063616D756E64613A6173796E6341667465723D2274727565223E3C2F7461736B3E3C656E644576656E742069643D226522206E616D653D2265223E3C2F656E644576656E743E3C73657175656E6365466C6F772069643D2266315F735F782220736F757263655265663D227322207461726765745265663D2278223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266325F785F652220736F757263655265663D227822207461726765745265663D2265223E3C2F73657175656E6365466C6F773E3C2F70726F636573733E3C2F646566696E6974696F6E733E');
INSERT INTO "resource" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','script.bpmn',X'3C3F786D6C2076657273696F6E3D22312E302220656E636F64696E673D225554462D38223F3E0A3C646566696E6974696F6E7320786D6C6E733D22687474703A2F2F7777772E6F6D672E6F72672F737065632F42504D4E2F32303130303532342F4D4F44454C2220786D6C6E733A7873693D22687474703A2F2F7777772E77332E6F72672F323030312F584D4C536368656D612D696E7374616E63652220786D6C6E733A63616D756E64613D22687474703A2F2F63616D756E64612E6F72672F736368656D612F312E302F62706D6E22207461726765744E616D6573706163653D2275726E3A74657374223E3C70726F636573732069643D2273637269707422206E616D653D227363726970742220697345786563757461626C653D227472756522203E3C73746172744576656E742069643D227322206E616D653D2273223E3C2F73746172744576656E743E3C7363726970745461736B2069643D227822206E616D653D22782220736372697074466F726D61743D22707974686F6E222063616D756E64613A726573756C745661726961626C653D2273756D223E3C7363726970743E73756D203D2031202B20313C2F7363726970743E3C2F7363726970745461736B3E3C656E644576656E742069643D226522206E616D653D2265223E3C2F656E644576656E743E3C73657175656E6365466C6F772069643D2266315F735F782220736F757263655265663D227322207461726765745265663D2278223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266325F785F652220736F757263655265663D227822207461726765745265663D2265223E3C2F73657175656E6365466C6F773E3C2F70726F636573733E3C2F646566696E6974696F6E733E');
INSERT INTO "resource" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','compensation.bpmn',X'3C3F786D6C2076657273696F6E3D22312E302220656E636F64696E673D225554462D38223F3E0A3C646566696E6974696F6E7320786D6C6E733D22687474703A2F2F7777772E6F6D672E6F72672F737065632F42504D4E2F32303130303532342F4D4F44454C2220786D6C6E733A7873693D22687474703A2F2F7777772E77332E6F72672F323030312F584D4C536368656D612D696E7374616E63652220786D6C6E733A63616D756E64613D22687474703A2F2F63616D756E64612E6F72672F736368656D612F312E302F62706D6E22207461726765744E616D6573706163653D2275726E3A74657374223E3C70726F636573732069643D22636F6D70656E736174696F6E22206E616D653D22636F6D70656E736174696F6E2220697345786563757461626C653D227472756522203E3C73746172744576656E742069643D227322206E616D653D2273223E3C2F73746172744576656E743E3C7461736B2069643D226122206E616D653D2261223E3C2F7461736B3E3C757365725461736B2069643D226322206E616D653D2263222063616D756E64613A63616E64696461746547726F7570733D227A687A662E6E616E6875223E3C2F757365725461736B3E3C626F756E646172794576656E742069643D22636122206E616D653D22636122206174746163686564546F5265663D2261223E3C636F6D70656E736174654576656E74446566696E6974696F6E2F3E3C2F626F756E646172794576656E743E3C757365725461736B2069643D22756E646F22206E616D653D22756E646F22206973466F72436F6D70656E736174696F6E3D2274727565222063616D756E64613A63616E64696461746547726F7570733D227A687A662E6E616E6875223E3C2F757365725461736B3E3C696E7465726D6564696174655468726F774576656E742069643D227422206E616D653D2274223E3C636F6D70656E736174654576656E74446566696E6974696F6E2F3E3C2F696E7465726D6564696174655468726F774576656E743E3C656E644576656E742069643D226522206E616D653D2265223E3C2F656E644576656E743E3C73657175656E6365466C6F772069643D2266315F735F612220736F757263655265663D227322207461726765745265663D2261223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266325F615F632220736F757263655265663D226122207461726765745265663D2263223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266335F635F742220736F757263655265663D226322207461726765745265663D2274223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266345F745F652220736F757263655265663D227422207461726765745265663D2265223E3C2F73657175656E6365466C6F773E3C6173736F63696174696F6E2069643D2261735F63612220736F757263655265663D22636122207461726765745265663D22756E646F222F3E3C2F70726F636573733E3C2F646566696E6974696F6E733E');
INSERT INTO "resource" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','compensating.bpmn',X'3C3F786D6C2076657273696F6E3D22312E302220656E636F64696E673D225554462D38223F3E0A3C646566696E6974696F6E7320786D6C6E733D22687474703A2F2F7777772E6F6D672E6F72672F737065632F42504D4E2F32303130303532342F4D4F44454C2220786D6C6E733A7873693D22687474703A2F2F7777772E77332E6F72672F323030312F584D4C536368656D612D696E7374616E63652220786D6C6E733A63616D756E64613D22687474703A2F2F63616D756E64612E6F72672F736368656D612F312E302F62706D6E22207461726765744E616D6573706163653D2275726E3A74657374223E3C70726F636573732069643D22636F6D70656E736174696E6722206E616D653D22636F6D70656E736174696E672220697345786563757461626C653D227472756522203E3C73746172744576656E742069643D227322206E616D653D2273223E3C2F73746172744576656E743E3C7461736B2069643D226122206E616D653D2261223E3C2F7461736B3E3C757365725461736B2069643D226322206E616D653D2263222063616D756E64613A63616E64696461746547726F7570733D227A687A662E6E616E6875223E3C2F757365725461736B3E3C626F756E646172794576656E742069643D22636122206E616D653D22636122206174746163686564546F5265663D2261223E3C636F6D70656E736174654576656E74446566696E6974696F6E2F3E3C2F626F756E646172794576656E743E3C757365725461736B2069643D22756E646F22206E616D653D22756E646F22206973466F72436F6D70656E736174696F6E3D2274727565222063616D756E64613A63616E64696461746547726F7570733D227A687A662E6E616E6875223E3C2F757365725461736B3E3C696E7465726D6564696174655468726F774576656E742069643D227422206E616D653D2274223E3C636F6D70656E736174654576656E74446566696E6974696F6E2F3E3C2F696E7465726D6564696174655468726F774576656E743E3C656E644576656E742069643D226522206E616D653D2265223E3C2F656E644576656E743E3C73657175656E6365466C6F772069643D2266315F735F612220736F757263655265663D227322207461726765745265663D2261223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266325F615F632220736F757263655265663D226122207461726765745265663D2263223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266335F635F742220736F757263655265663D226322207461726765745265663D2274223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266345F745F652220736F757263655265663D227422207461726765745265663D2265223E3C2F73657175656E6365466C6F773E3C6173736F63696174696F6E2069643D2261735F63612220736F757263655265663D22636122207461726765745265663D22756E646F222F3E3C2F70726F636573733E3C2F646566696E6974696F6E733E');
INSERT INTO "resource" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','called.bpmn',X'3C3F786D6C2076657273696F6E3D22312E302220656E636F64696E673D225554462D38223F3E0A3C646566696E6974696F6E7320786D6C6E733D22687474703A2F2F7777772E6F6D672E6F72672F737065632F42504D4E2F32303130303532342F4D4F44454C2220786D6C6E733A7873693D22687474703A2F2F7777772E77332E6F72672F323030312F584D4C536368656D612D696E7374616E63652220786D6C6E733A63616D756E64613D22687474703A2F2F63616D756E64612E6F72672F736368656D612F312E302F62706D6E22207461726765744E616D6573706163653D2275726E3A74657374223E3C70726F636573732069643D2263616C6C656422206E616D653D2263616C6C65642220697345786563757461626C653D227472756522203E3C73746172744576656E742069643D227322206E616D653D2273223E3C2F73746172744576656E743E3C63616C6C41637469766974792069643D226322206E616D653D2263222063616C6C6564456C656D656E743D2263616C6C65642D6F6E65223E3C657874656E73696F6E456C656D656E74733E3C63616D756E64613A696E207661726961626C65733D22616C6C222F3E3C63616D756E64613A6F7574207661726961626C65733D22616C6C222F3E3C2F657874656E73696F6E456C656D656E74733E3C2F63616C6C41637469766974793E3C757365725461736B2069643D227A22206E616D653D227A222063616D756E64613A63616E64696461746547726F7570733D227A687A662E6E616E6875223E3C2F757365725461736B3E3C656E644576656E742069643D226522206E616D653D2265223E3C2F656E644576656E743E3C73657175656E6365466C6F772069643D2266315F735F632220736F757263655265663D227322207461726765745265663D2263223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266325F635F7A2220736F757263655265663D226322207461726765745265663D227A223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266335F7A5F652220736F757263655265663D227A22207461726765745265663D2265223E3C2F73657175656E6365466C6F773E3C2F70726F636573733E3C2F646566696E6974696F6E733E');
INSERT INTO "resource" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','sub-process.bpmn',X'3C3F786D6C2076657273696F6E3D22312E302220656E636F64696E673D225554462D38223F3E0A3C646566696E6974696F6E7320786D6C6E733D22687474703A2F2F7777772E6F6D672E6F72672F737065632F42504D4E2F32303130303532342F4D4F44454C2220786D6C6E733A7873693D22687474703A2F2F7777772E77332E6F72672F323030312F584D4C536368656D612D696E7374616E63652220786D6C6E733A63616D756E64613D22687474703A2F2F63616D756E64612E6F72672F736368656D612F312E302F62706D6E22207461726765744E616D6573706163653D2275726E3A74657374223E3C70726F636573732069643D227375622D70726F6365737322206E616D653D227375622D70726F636573732220697345786563757461626C653D227472756522203E3C73746172744576656E742069643D227322206E616D653D2273223E3C2F73746172744576656E743E3C73756250726F636573732069643D226222206E616D653D2262223E3C657874656E73696F6E456C656D656E74733E3C63616D756E64613A696E7075744F75747075743E3C63616D756E64613A696E707574506172616D65746572206E616D653D226C6F63616C223E313C2F63616D756E64613A696E707574506172616D657465723E3C2F63616D756E64613A696E7075744F75747075743E3C2F657874656E73696F6E456C656D656E74733E3C73746172744576656E742069643D22627322206E616D653D226273223E3C2F73746172744576656E743E3C757365725461736B2069643D226122206E616D653D2261222063616D756E64613A63616E64696461746547726F7570733D227A687A662E6E616E6875223E3C2F757365725461736B3E3C757365725461736B2069643D22623222206E616D653D226232222063616D756E64613A63616E64696461746547726F7570733D227A687A662E6E616E6875223E3C2F757365725461736B3E3C656E644576656E742069643D22626522206E616D653D226265223E3C2F656E644576656E743E3C73657175656E6365466C6F772069643D2266315F62735F612220736F757263655265663D22627322207461726765745265663D2261223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266325F615F62322220736F757263655265663D226122207461726765745265663D226232223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266335F62325F62652220736F757263655265663D22623222207461726765745265663D226265223E3C2F73657175656E6365466C6F773E3C2F73756250726F636573733E3C626F756E646172794576656E742069643D227822206E616D653D227822206174746163686564546F5265663D2262223E3C6572726F724576656E74446566696E6974696F6E2063616D756E64613A6572726F72436F64655661726961626C653D2245222F3E3C2F626F756E646172794576656E743E3C656E644576656E742069643D226522206E616D653D2265223E3C2F656E644576656E743E3C656E644576656E742069643D226622206E616D653D2266223E3C2F656E644576656E743E3C73657175656E6365466C6F772069643D2266345F735F622220736F757263655265663D227322207461726765745265663D2262223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266355F625F652220736F757263655265663D226222207461726765745265663D2265223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266365F785F662220736F757263655265663D227822207461726765745265663D2266223E3C2F73657175656E6365466C6F773E3C2F70726F636573733E3C2F646566696E6974696F6E733E');
INSERT INTO "resource" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','event-sub-process.bpmn',X'3C3F786D6C2076657273696F6E3D22312E302220656E636F64696E673D225554462D38223F3E0A3C646566696E6974696F6E7320786D6C6E733D22687474703A2F2F7777772E6F6D672E6F72672F737065632F42504D4E2F32303130303532342F4D4F44454C2220786D6C6E733A7873693D22687474703A2F2F7777772E77332E6F72672F323030312F584D4C536368656D612D696E7374616E63652220786D6C6E733A63616D756E64613D22687474703A2F2F63616D756E64612E6F72672F736368656D612F312E302F62706D6E22207461726765744E616D6573706163653D2275726E3A74657374223E3C70726F636573732069643D226576656E742D7375622D70726F6365737322206E616D653D226576656E742D7375622D70726F636573732220697345786563757461626C653D227472756522203E3C73746172744576656E742069643D227322206E616D653D2273223E3C2F73746172744576656E743E3C757365725461736B2069643D226122206E616D653D2261222063616D756E64613A63616E64696461746547726F7570733D227A687A662E6E616E6875223E3C2F757365725461736B3E3C656E644576656E742069643D226522206E616D653D2265223E3C2F656E644576656E743E3C73756250726F636573732069643D226822206E616D653D2268222074726967676572656442794576656E743D2274727565223E3C73746172744576656E742069643D22687322206E616D653D22687322206973496E74657272757074696E673D2266616C7365223E3C74696D65724576656E74446566696E6974696F6E3E3C74696D654475726174696F6E207873693A747970653D2274466F726D616C45787072657373696F6E223E505431483C2F74696D654475726174696F6E3E3C2F74696D65724576656E74446566696E6974696F6E3E3C2F73746172744576656E743E3C757365725461736B2069643D227A22206E616D653D227A222063616D756E64613A63616E64696461746547726F7570733D227A687A662E6E616E6875223E3C2F757365725461736B3E3C656E644576656E742069643D22686522206E616D653D226865223E3C2F656E644576656E743E3C73657175656E6365466C6F772069643D2266335F68735F7A2220736F757263655265663D22687322207461726765745265663D227A223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266345F7A5F68652220736F757263655265663D227A22207461726765745265663D226865223E3C2F73657175656E6365466C6F773E3C2F73756250726F636573733E3C73657175656E6365466C6F772069643D2266315F735F612220736F757263655265663D227322207461726765745265663D2261223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266325F615F652220736F757263655265663D226122207461726765745265663D2265223E3C2F73657175656E6365466C6F773E3C2F70726F636573733E3C2F646566696E6974696F6E733E');
INSERT INTO "resource" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','standard-loop.bpmn',X'3C3F786D6C2076657273696F6E3D22312E302220656E636F64696E673D225554462D38223F3E0A3C646566696E6974696F6E7320786D6C6E733D22687474703A2F2F7777772E6F6D672E6F72672F737065632F42504D4E2F32303130303532342F4D4F44454C2220786D6C6E733A7873693D22687474703A2F2F7777772E77332E6F72672F323030312F584D4C536368656D612D696E7374616E63652220786D6C6E733A63616D756E64613D22687474703A2F2F63616D756E64612E6F72672F736368656D612F312E302F62706D6E22207461726765744E616D6573706163653D2275726E3A74657374223E3C70726F636573732069643D227374616E646172642D6C6F6F7022206E616D653D227374616E646172642D6C6F6F702220697345786563757461626C653D227472756522203E3C73746172744576656E742069643D227322206E616D653D2273223E3C2F73746172744576656E743E3C757365725461736B2069643D226122206E616D653D2261222063616D756E64613A63616E64696461746547726F7570733D227A687A662E6E616E6875223E3C7374616E646172644C6F6F7043686172616374657269737469637320746573744265666F72653D2266616C736522206C6F6F704D6178696D756D3D2235223E3C6C6F6F70436F6E646974696F6E207873693A747970653D2274466F726D616C45787072657373696F6E22206C616E67756167653D226665656C223E616761696E203D20747275653C2F6C6F6F70436F6E646974696F6E3E3C2F7374616E646172644C6F6F704368617261637465726973746963733E3C2F757365725461736B3E3C656E644576656E742069643D226522206E616D653D2265223E3C2F656E644576656E743E3C73657175656E6365466C6F772069643D2266315F735F612220736F757263655265663D227322207461726765745265663D2261223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266325F615F652220736F757263655265663D226122207461726765745265663D2265223E3C2F73657175656E6365466C6F773E3C2F70726F636573733E3C2F646566696E6974696F6E733E');
INSERT INTO "resource" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','suspended.bpmn',X'3C3F786D6C2076657273696F6E3D22312E302220656E636F64696E673D225554462D38223F3E0A3C646566696E6974696F6E7320786D6C6E733D22687474703A2F2F7777772E6F6D672E6F72672F737065632F42504D4E2F32303130303532342F4D4F44454C2220786D6C6E733A7873693D22687474703A2F2F7777772E77332E6F72672F323030312F584D4C536368656D612D696E7374616E63652220786D6C6E733A63616D756E64613D22687474703A2F2F63616D756E64612E6F72672F736368656D612F312E302F62706D6E22207461726765744E616D6573706163653D2275726E3A74657374223E3C70726F636573732069643D2273757370656E64656422206E616D653D2273757370656E6465642220697345786563757461626C653D227472756522203E3C73746172744576656E742069643D227322206E616D653D2273223E3C2F73746172744576656E743E3C757365725461736B2069643D226122206E616D653D2261222063616D756E64613A63616E64696461746547726F7570733D227A687A662E6E616E6875223E3C2F757365725461736B3E3C626F756E646172794576656E742069643D227422206E616D653D227422206174746163686564546F5265663D2261223E3C74696D65724576656E74446566696E6974696F6E3E3C74696D654475726174696F6E207873693A747970653D2274466F726D616C45787072657373696F6E223E505431483C2F74696D654475726174696F6E3E3C2F74696D65724576656E74446566696E6974696F6E3E3C2F626F756E646172794576656E743E3C656E644576656E742069643D226522206E616D653D2265223E3C2F656E644576656E743E3C656E644576656E742069643D226622206E616D653D2266223E3C2F656E644576656E743E3C73657175656E6365466C6F772069643D2266315F735F612220736F757263655265663D227322207461726765745265663D2261223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266325F615F652220736F757263655265663D226122207461726765745265663D2265223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266335F745F662220736F757263655265663D227422207461726765745265663D2266223E3C2F73657175656E6365466C6F773E3C2F70726F636573733E3C2F646566696E6974696F6E733E');
INSERT INTO "resource" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','answered-once.bpmn',X'3C3F786D6C2076657273696F6E3D22312E302220656E636F64696E673D225554462D38223F3E0A3C646566696E6974696F6E7320786D6C6E733D22687474703A2F2F7777772E6F6D672E6F72672F737065632F42504D4E2F32303130303532342F4D4F44454C2220786D6C6E733A7873693D22687474703A2F2F7777772E77332E6F72672F323030312F584D4C536368656D612D696E7374616E63652220786D6C6E733A63616D756E64613D22687474703A2F2F63616D756E64612E6F72672F736368656D612F312E302F62706D6E22207461726765744E616D6573706163653D2275726E3A74657374223E3C70726F636573732069643D22616E7377657265642D6F6E636522206E616D653D22616E7377657265642D6F6E63652220697345786563757461626C653D227472756522203E3C73746172744576656E742069643D227322206E616D653D2273223E3C2F73746172744576656E743E3C757365725461736B2069643D226122206E616D653D2261222063616D756E64613A63616E64696461746547726F7570733D227A687A662E6E616E6875223E3C2F757365725461736B3E3C757365725461736B2069643D226222206E616D653D2262222063616D756E64613A63616E64696461746547726F7570733D227A687A662E6E616E6875223E3C2F757365725461736B3E3C656E644576656E742069643D226522206E616D653D2265223E3C2F656E644576656E743E3C73657175656E6365466C6F772069643D2266315F735F612220736F757263655265663D227322207461726765745265663D2261223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266325F615F622220736F757263655265663D226122207461726765745265663D2262223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266335F625F652220736F757263655265663D226222207461726765745265663D2265223E3C2F73657175656E6365466C6F773E3C2F70726F636573733E3C2F646566696E6974696F6E733E');
INSERT INTO "resource" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','values.bpmn',X'3C3F786D6C2076657273696F6E3D22312E302220656E636F64696E673D225554462D38223F3E0A3C646566696E6974696F6E7320786D6C6E733D22687474703A2F2F7777772E6F6D672E6F72672F737065632F42504D4E2F32303130303532342F4D4F44454C2220786D6C6E733A7873693D22687474703A2F2F7777772E77332E6F72672F323030312F584D4C536368656D612D696E7374616E63652220786D6C6E733A63616D756E64613D22687474703A2F2F63616D756E64612E6F72672F736368656D612F312E302F62706D6E22207461726765744E616D6573706163653D2275726E3A74657374223E3C70726F636573732069643D2276616C75657322206E616D653D2276616C7565732220697345786563757461626C653D227472756522203E3C73746172744576656E742069643D227322206E616D653D2273223E3C2F73746172744576656E743E3C757365725461736B2069643D226122206E616D653D2261222063616D756E64613A63616E64696461746547726F7570733D227A687A662E6E616E6875223E3C2F757365725461736B3E3C656E644576656E742069643D226522206E616D653D2265223E3C2F656E644576656E743E3C73657175656E6365466C6F772069643D2266315F735F612220736F757263655265663D227322207461726765745265663D2261223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266325F615F652220736F757263655265663D226122207461726765745265663D2265223E3C2F73657175656E6365466C6F773E3C2F70726F636573733E3C2F646566696E6974696F6E733E');
INSERT INTO "resource" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','called-one.bpmn',X'3C3F786D6C2076657273696F6E3D22312E302220656E636F64696E673D225554462D38223F3E0A3C646566696E6974696F6E7320786D6C6E733D22687474703A2F2F7777772E6F6D672E6F72672F737065632F42504D4E2F32303130303532342F4D4F44454C2220786D6C6E733A7873693D22687474703A2F2F7777772E77332E6F72672F323030312F584D4C536368656D612D696E7374616E63652220786D6C6E733A63616D756E64613D22687474703A2F2F63616D756E64612E6F72672F736368656D612F312E302F62706D6E22207461726765744E616D6573706163653D2275726E3A74657374223E3C70726F636573732069643D2263616C6C65642D6F6E6522206E616D653D2263616C6C65642D6F6E652220697345786563757461626C653D227472756522203E3C73746172744576656E742069643D227322206E616D653D2273223E3C2F73746172744576656E743E3C757365725461736B2069643D22696E6E657222206E616D653D22696E6E6572222063616D756E64613A63616E64696461746547726F7570733D227A687A662E6E616E6875223E3C2F757365725461736B3E3C656E644576656E742069643D226522206E616D653D2265223E3C2F656E644576656E743E3C73657175656E6365466C6F772069643D2266315F735F696E6E65722220736F757263655265663D227322207461726765745265663D22696E6E6572223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266325F696E6E65725F652220736F757263655265663D22696E6E657222207461726765745265663D2265223E3C2F73657175656E6365466C6F773E3C2F70726F636573733E3C2F646566696E6974696F6E733E');
INSERT INTO "resource" VALUES('07cf009d-d666-4fdc-906c-5ff256573fd5','thrower.bpmn',X'3C3F786D6C2076657273696F6E3D22312E302220656E636F64696E673D225554462D38223F3E0A3C646566696E6974696F6E7320786D6C6E733D22687474703A2F2F7777772E6F6D672E6F72672F737065632F42504D4E2F32303130303532342F4D4F44454C2220786D6C6E733A7873693D22687474703A2F2F7777772E77332E6F72672F323030312F584D4C536368656D612D696E7374616E63652220786D6C6E733A63616D756E64613D22687474703A2F2F63616D756E64612E6F72672F736368656D612F312E302F62706D6E22207461726765744E616D6573706163653D2275726E3A74657374223E3C7369676E616C2069643D227369676E616C5F676F6C64656E5F7369676E616C22206E616D653D22676F6C64656E2D7369676E616C222F3E3C70726F636573732069643D227468726F77657222206E616D653D227468726F7765722220697345786563757461626C653D227472756522203E3C73746172744576656E742069643D227322206E616D653D2273223E3C2F73746172744576656E743E3C696E7465726D6564696174655468726F774576656E742069643D227422206E616D653D2274223E3C7369676E616C4576656E74446566696E6974696F6E207369676E616C5265663D227369676E616C5F676F6C64656E5F7369676E616C222F3E3C2F696E7465726D6564696174655468726F774576656E743E3C656E644576656E742069643D226522206E616D653D2265223E3C2F656E644576656E743E3C73657175656E6365466C6F772069643D2266315F735F742220736F757263655265663D227322207461726765745265663D2274223E3C2F73657175656E6365466C6F773E3C73657175656E6365466C6F772069643D2266325F745F652220736F757263655265663D227422207461726765745265663D2265223E3C2F73657175656E6365466C6F773E3C2F70726F636573733E3C2F646566696E6974696F6E733E');
CREATE TABLE sequence (
	name VARCHAR(100) NOT NULL, 
	value BIGINT NOT NULL, 
	CONSTRAINT pk_sequence PRIMARY KEY (name)
);
CREATE TABLE session (
	digest VARCHAR(100) NOT NULL, 
	account VARCHAR(100) NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	seen_at VARCHAR(32) NOT NULL, 
	remote VARCHAR(100) NOT NULL, 
	agent VARCHAR(300) NOT NULL, 
	CONSTRAINT pk_session PRIMARY KEY (digest), 
	CONSTRAINT fk_session_account FOREIGN KEY(account) REFERENCES account (name)
);
CREATE TABLE subscription (
	id VARCHAR(100) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	name VARCHAR(255) NOT NULL, 
	"key" VARCHAR(255), 
	root_id VARCHAR(100), 
	instance_id VARCHAR(100), 
	token_id VARCHAR(100), 
	element VARCHAR(255) NOT NULL, 
	definition_id VARCHAR(100), 
	created_at VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_subscription PRIMARY KEY (id)
);
INSERT INTO "subscription" VALUES('a3b07bc7-2982-4b76-ab76-fac36e7de5f4','message','golden-message','message','e14b0bcc-0740-4a5e-97d1-0709c8638aaa','e14b0bcc-0740-4a5e-97d1-0709c8638aaa','a3b07bc7-2982-4b76-ab76-fac36e7de5f4','m',NULL,'2026-03-02T01:00:00.000000Z');
INSERT INTO "subscription" VALUES('84ccbc58-0598-4c35-8a17-62d2993efa60','signal','golden-signal',NULL,'a50b92d0-90f3-4f2a-81f5-7d2432ef2477','a50b92d0-90f3-4f2a-81f5-7d2432ef2477','84ccbc58-0598-4c35-8a17-62d2993efa60','w',NULL,'2026-03-02T01:00:00.000000Z');
INSERT INTO "subscription" VALUES('b04295ec-e4c2-4dfc-ab83-2db4731c8512','message','golden-choice','choice-of-events','c9ab1835-957d-460b-bf53-466eb58bc0e7','c9ab1835-957d-460b-bf53-466eb58bc0e7','b04295ec-e4c2-4dfc-ab83-2db4731c8512','m',NULL,'2026-03-02T01:00:00.000000Z');
CREATE TABLE task (
	id VARCHAR(100) NOT NULL, 
	root_id VARCHAR(100) NOT NULL, 
	instance_id VARCHAR(100) NOT NULL, 
	element VARCHAR(255) NOT NULL, 
	name VARCHAR(500) NOT NULL, 
	definition_id VARCHAR(100) NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	assignee VARCHAR(100), 
	priority INTEGER NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	due_at VARCHAR(32), 
	due_clock VARCHAR(100), 
	yellow_at VARCHAR(32), 
	derivation TEXT, 
	form_id VARCHAR(100), 
	candidates TEXT NOT NULL, 
	excluded TEXT NOT NULL, 
	completed_by VARCHAR(100), 
	completed_at VARCHAR(32), 
	data TEXT, 
	scope TEXT, 
	warned_at VARCHAR(32), 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_task PRIMARY KEY (id), 
	CONSTRAINT fk_task_root_id FOREIGN KEY(root_id) REFERENCES instance (id)
);
INSERT INTO "task" VALUES('b9610686-fa03-4243-aaff-d0914d459fea','ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','a','a','loop:1:59e27fc3-6980-4f9b-b39e-f5a7ca25cfc4','done','anna',50,'2026-03-02T01:00:00.000000Z',NULL,NULL,NULL,NULL,NULL,'zhzf.nanhu','','anna','2026-03-02T01:00:00.000000Z','{"again":true}','{}',NULL,2);
INSERT INTO "task" VALUES('d7d87bee-be62-4ac7-b04c-3795680ee7a8','ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','a','a','loop:1:59e27fc3-6980-4f9b-b39e-f5a7ca25cfc4','done','anna',50,'2026-03-02T01:00:00.000000Z',NULL,NULL,NULL,NULL,NULL,'zhzf.nanhu','','anna','2026-03-02T01:00:00.000000Z','{"again":true}','{}',NULL,2);
INSERT INTO "task" VALUES('0eea2edb-e8fb-4cdc-aeae-8e7450aa9b67','ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','a','a','loop:1:59e27fc3-6980-4f9b-b39e-f5a7ca25cfc4','done','anna',50,'2026-03-02T01:00:00.000000Z',NULL,NULL,NULL,NULL,NULL,'zhzf.nanhu','','anna','2026-03-02T01:00:00.000000Z','{"again":true}','{}',NULL,2);
INSERT INTO "task" VALUES('554e00f3-976e-4a99-97c8-6b4416cb205d','ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','a','a','loop:1:59e27fc3-6980-4f9b-b39e-f5a7ca25cfc4','open',NULL,50,'2026-03-02T01:00:00.000000Z',NULL,NULL,NULL,NULL,NULL,'zhzf.nanhu','',NULL,NULL,NULL,'{}',NULL,1);
INSERT INTO "task" VALUES('5202f2f5-5563-4ae9-8ae5-2b5bb825969a','397a5229-0b90-43ec-8775-353cab505c12','397a5229-0b90-43ec-8775-353cab505c12','a','a','half-joined:1:8932b69e-7a2a-4df2-af97-e7f19de783c8','done','anna',50,'2026-03-02T01:00:00.000000Z',NULL,NULL,NULL,NULL,NULL,'zhzf.nanhu','','anna','2026-03-02T01:00:00.000000Z','{}','{}',NULL,2);
INSERT INTO "task" VALUES('28d58573-9207-4380-be31-c535089a6d36','397a5229-0b90-43ec-8775-353cab505c12','397a5229-0b90-43ec-8775-353cab505c12','b','b','half-joined:1:8932b69e-7a2a-4df2-af97-e7f19de783c8','open',NULL,50,'2026-03-02T01:00:00.000000Z',NULL,NULL,NULL,NULL,NULL,'zhzf.nanhu','',NULL,NULL,NULL,'{}',NULL,1);
INSERT INTO "task" VALUES('26225b29-3463-4392-b99b-db7f2e65455f','397a5229-0b90-43ec-8775-353cab505c12','397a5229-0b90-43ec-8775-353cab505c12','c','c','half-joined:1:8932b69e-7a2a-4df2-af97-e7f19de783c8','done','anna',50,'2026-03-02T01:00:00.000000Z',NULL,NULL,NULL,NULL,NULL,'zhzf.nanhu','','anna','2026-03-02T01:00:00.000000Z','{}','{}',NULL,2);
INSERT INTO "task" VALUES('e8ea0bfa-5566-40e4-8eef-383205309a5f','53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40','53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40','a','a','half-joined-inclusive:1:3301e33d-32ab-419b-a055-3fa6353281a6','done','anna',50,'2026-03-02T01:00:00.000000Z',NULL,NULL,NULL,NULL,NULL,'zhzf.nanhu','','anna','2026-03-02T01:00:00.000000Z','{}','{}',NULL,2);
INSERT INTO "task" VALUES('914161e7-6f9d-49f1-86eb-91564575e920','53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40','53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40','b','b','half-joined-inclusive:1:3301e33d-32ab-419b-a055-3fa6353281a6','open',NULL,50,'2026-03-02T01:00:00.000000Z',NULL,NULL,NULL,NULL,NULL,'zhzf.nanhu','',NULL,NULL,NULL,'{}',NULL,1);
INSERT INTO "task" VALUES('3c776aa1-13d7-492b-ab10-c7ac4d765420','94ffcf5d-492b-448a-be5c-fb3b24b60115','94ffcf5d-492b-448a-be5c-fb3b24b60115','m','m','members:1:4354cab1-01b1-4823-aa10-0e4b22499b57','done','anna',50,'2026-03-02T01:00:00.000000Z',NULL,NULL,NULL,NULL,NULL,'zhzf.nanhu','','anna','2026-03-02T01:00:00.000000Z','{}','{"loopCounter":0,"person":"x","nrOfInstances":3,"nrOfCompletedInstances":0,"nrOfActiveInstances":3}',NULL,2);
INSERT INTO "task" VALUES('7d8471a3-5bff-435c-aa0d-506435772e41','94ffcf5d-492b-448a-be5c-fb3b24b60115','94ffcf5d-492b-448a-be5c-fb3b24b60115','m','m','members:1:4354cab1-01b1-4823-aa10-0e4b22499b57','done','anna',50,'2026-03-02T01:00:00.000000Z',NULL,NULL,NULL,NULL,NULL,'zhzf.nanhu','','anna','2026-03-02T01:00:00.000000Z','{}','{"loopCounter":1,"person":"y","nrOfInstances":3,"nrOfCompletedInstances":0,"nrOfActiveInstances":3}',NULL,2);
INSERT INTO "task" VALUES('9fa85c55-efeb-4c21-a5c9-37d2362cd049','94ffcf5d-492b-448a-be5c-fb3b24b60115','94ffcf5d-492b-448a-be5c-fb3b24b60115','m','m','members:1:4354cab1-01b1-4823-aa10-0e4b22499b57','open',NULL,50,'2026-03-02T01:00:00.000000Z',NULL,NULL,NULL,NULL,NULL,'zhzf.nanhu','',NULL,NULL,NULL,'{"loopCounter":2,"person":"z","nrOfInstances":3,"nrOfCompletedInstances":0,"nrOfActiveInstances":3}',NULL,1);
INSERT INTO "task" VALUES('aecf281a-1e44-474d-9544-9c641cbc21a6','48249749-1d57-4071-a9dd-a79e1b177d1b','48249749-1d57-4071-a9dd-a79e1b177d1b','q','q','members-in-line:1:ec57b2f6-c011-4805-b041-61fc803e2f74','done','anna',50,'2026-03-02T01:00:00.000000Z',NULL,NULL,NULL,NULL,NULL,'zhzf.nanhu','','anna','2026-03-02T01:00:00.000000Z','{}','{"nrOfInstances":3,"nrOfCompletedInstances":0,"nrOfActiveInstances":1,"loopCounter":0,"person":"x"}',NULL,2);
INSERT INTO "task" VALUES('9b531b6b-4a90-4a04-aff8-5416498a8cba','48249749-1d57-4071-a9dd-a79e1b177d1b','48249749-1d57-4071-a9dd-a79e1b177d1b','q','q','members-in-line:1:ec57b2f6-c011-4805-b041-61fc803e2f74','open',NULL,50,'2026-03-02T01:00:00.000000Z',NULL,NULL,NULL,NULL,NULL,'zhzf.nanhu','',NULL,NULL,NULL,'{"nrOfInstances":3,"nrOfCompletedInstances":1,"nrOfActiveInstances":1,"loopCounter":1,"person":"y"}',NULL,1);
INSERT INTO "task" VALUES('6320f84e-2ef1-4dbd-b935-92ec2ba07a01','5e5fc339-528b-4bdd-9ff4-c1a4f644423e','5e5fc339-528b-4bdd-9ff4-c1a4f644423e','a','a','timer-at-boundary:1:90727428-5257-4b21-a396-a4910269edcf','open',NULL,50,'2026-03-02T01:00:00.000000Z',NULL,NULL,NULL,NULL,NULL,'zhzf.nanhu','',NULL,NULL,NULL,'{}',NULL,1);
INSERT INTO "task" VALUES('48fe0c8e-45c4-42fb-92f5-1a07579daf7e','4f9ae8ec-7046-4617-97cc-657b78ef9416','4f9ae8ec-7046-4617-97cc-657b78ef9416','a','a','message-kept:1:ebb1c492-12a7-48b0-b34e-bc782acaa56e','open',NULL,50,'2026-03-02T01:00:00.000000Z',NULL,NULL,NULL,NULL,NULL,'zhzf.nanhu','',NULL,NULL,NULL,'{}',NULL,1);
INSERT INTO "task" VALUES('f89759c9-b363-4a9e-874f-dbdcee3bd0ca','381b87df-44c7-41d3-99c6-b6bf27cd93a2','381b87df-44c7-41d3-99c6-b6bf27cd93a2','c','c','compensation:1:6da49b21-f4df-4e6f-a1cb-73cefb880663','open',NULL,50,'2026-03-02T01:00:00.000000Z',NULL,NULL,NULL,NULL,NULL,'zhzf.nanhu','',NULL,NULL,NULL,'{}',NULL,1);
INSERT INTO "task" VALUES('38ab5f5c-54e3-456b-b4cb-eace4488090c','efc86f1b-2f35-43d1-843c-1932f68d884e','efc86f1b-2f35-43d1-843c-1932f68d884e','c','c','compensating:1:fe13b778-b1eb-427c-8298-67c64f0771b1','done','anna',50,'2026-03-02T01:00:00.000000Z',NULL,NULL,NULL,NULL,NULL,'zhzf.nanhu','','anna','2026-03-02T01:00:00.000000Z','{}','{}',NULL,2);
INSERT INTO "task" VALUES('56e9f9f6-ebe7-467a-b3a0-93e27bf6f2d5','efc86f1b-2f35-43d1-843c-1932f68d884e','efc86f1b-2f35-43d1-843c-1932f68d884e','undo','undo','compensating:1:fe13b778-b1eb-427c-8298-67c64f0771b1','open',NULL,50,'2026-03-02T01:00:00.000000Z',NULL,NULL,NULL,NULL,NULL,'zhzf.nanhu','',NULL,NULL,NULL,'{}',NULL,1);
INSERT INTO "task" VALUES('fcbde0e0-1240-434e-b5cf-d38f27ff9753','29f1c044-9650-4951-8689-8d07e8b5f330','992959ac-ec8e-4461-9ee2-aab9d26ac27a','inner','inner','called-one:1:15604d6f-aec7-49bc-b774-356de6f35bff','open',NULL,50,'2026-03-02T01:00:00.000000Z',NULL,NULL,NULL,NULL,NULL,'zhzf.nanhu','',NULL,NULL,NULL,'{}',NULL,1);
INSERT INTO "task" VALUES('e94ee702-5e40-47df-87c5-c02edbe2f527','0d44c6f9-4339-4962-9b67-806d2993dcd8','0d44c6f9-4339-4962-9b67-806d2993dcd8','a','a','sub-process:1:a6f90a62-3f03-4f22-bf6f-5460e3f2f153','done','anna',50,'2026-03-02T01:00:00.000000Z',NULL,NULL,NULL,NULL,NULL,'zhzf.nanhu','','anna','2026-03-02T01:00:00.000000Z','{}','{"local":"1"}',NULL,2);
INSERT INTO "task" VALUES('c603c87b-546e-4b42-b60a-b4d8735612ba','0d44c6f9-4339-4962-9b67-806d2993dcd8','0d44c6f9-4339-4962-9b67-806d2993dcd8','b2','b2','sub-process:1:a6f90a62-3f03-4f22-bf6f-5460e3f2f153','open',NULL,50,'2026-03-02T01:00:00.000000Z',NULL,NULL,NULL,NULL,NULL,'zhzf.nanhu','',NULL,NULL,NULL,'{"local":"1"}',NULL,1);
INSERT INTO "task" VALUES('34de5f92-d426-4764-930c-fc71538597de','f8dc9597-266b-4f1b-9cc1-c1f65aec10fc','f8dc9597-266b-4f1b-9cc1-c1f65aec10fc','a','a','event-sub-process:1:14c807a7-f005-4199-9fa3-a4e36dc5c8cd','open',NULL,50,'2026-03-02T01:00:00.000000Z',NULL,NULL,NULL,NULL,NULL,'zhzf.nanhu','',NULL,NULL,NULL,'{}',NULL,1);
INSERT INTO "task" VALUES('26f50ef4-0809-4ebd-9a37-215c457aa556','86a3a499-9486-4d97-8892-4f2bb2647551','86a3a499-9486-4d97-8892-4f2bb2647551','a','a','standard-loop:1:1ea69c6a-f993-4c25-89e5-fb72f23486fc','done','anna',50,'2026-03-02T01:00:00.000000Z',NULL,NULL,NULL,NULL,NULL,'zhzf.nanhu','','anna','2026-03-02T01:00:00.000000Z','{"again":true}','{"loopCounter":0}',NULL,2);
INSERT INTO "task" VALUES('26a8da5e-0a36-4487-b82b-4fcd4f23f236','86a3a499-9486-4d97-8892-4f2bb2647551','86a3a499-9486-4d97-8892-4f2bb2647551','a','a','standard-loop:1:1ea69c6a-f993-4c25-89e5-fb72f23486fc','open',NULL,50,'2026-03-02T01:00:00.000000Z',NULL,NULL,NULL,NULL,NULL,'zhzf.nanhu','',NULL,NULL,NULL,'{"loopCounter":1}',NULL,1);
INSERT INTO "task" VALUES('8cdb1c17-4d97-4028-a0ef-7dd57691a46a','c0b2a9e3-b6c7-4f31-b2a6-0cbbb9aa09fb','c0b2a9e3-b6c7-4f31-b2a6-0cbbb9aa09fb','a','a','suspended:1:491b8e30-bcc1-4883-8f4e-09a602ac0435','open',NULL,50,'2026-03-02T01:00:00.000000Z',NULL,NULL,NULL,NULL,NULL,'zhzf.nanhu','',NULL,NULL,NULL,'{}',NULL,1);
INSERT INTO "task" VALUES('63cbd147-5c37-44cc-b38a-a670f4a4411a','1b8fc481-24d2-4373-8102-46e57bc8f097','1b8fc481-24d2-4373-8102-46e57bc8f097','a','a','answered-once:1:87be253c-9a12-4bdf-a325-e4b97f1abe9e','done','anna',50,'2026-03-02T01:00:00.000000Z',NULL,NULL,NULL,NULL,NULL,'zhzf.nanhu','','anna','2026-03-02T01:00:00.000000Z','{"x":1}','{}',NULL,2);
INSERT INTO "task" VALUES('5392bc61-719d-4db0-b58f-1fb6de4baece','1b8fc481-24d2-4373-8102-46e57bc8f097','1b8fc481-24d2-4373-8102-46e57bc8f097','b','b','answered-once:1:87be253c-9a12-4bdf-a325-e4b97f1abe9e','open',NULL,50,'2026-03-02T01:00:00.000000Z',NULL,NULL,NULL,NULL,NULL,'zhzf.nanhu','',NULL,NULL,NULL,'{}',NULL,1);
INSERT INTO "task" VALUES('cd0fc726-f7d1-4c50-aee0-e2e590843705','b4e805b3-a077-4726-b763-f17f9777f3f2','b4e805b3-a077-4726-b763-f17f9777f3f2','a','a','values:1:6d83ca48-5e32-4744-9f4d-96da54f6ddfa','open',NULL,50,'2026-03-02T01:00:00.000000Z',NULL,NULL,NULL,NULL,NULL,'zhzf.nanhu','',NULL,NULL,NULL,'{}',NULL,1);
CREATE TABLE task_candidate (
	task_id VARCHAR(100) NOT NULL, 
	kind VARCHAR(10) NOT NULL, 
	ref VARCHAR(100) NOT NULL, 
	CONSTRAINT pk_task_candidate PRIMARY KEY (task_id, kind, ref), 
	CONSTRAINT fk_task_candidate_task_id FOREIGN KEY(task_id) REFERENCES task (id)
);
INSERT INTO "task_candidate" VALUES('b9610686-fa03-4243-aaff-d0914d459fea','group','zhzf.nanhu');
INSERT INTO "task_candidate" VALUES('d7d87bee-be62-4ac7-b04c-3795680ee7a8','group','zhzf.nanhu');
INSERT INTO "task_candidate" VALUES('0eea2edb-e8fb-4cdc-aeae-8e7450aa9b67','group','zhzf.nanhu');
INSERT INTO "task_candidate" VALUES('554e00f3-976e-4a99-97c8-6b4416cb205d','group','zhzf.nanhu');
INSERT INTO "task_candidate" VALUES('5202f2f5-5563-4ae9-8ae5-2b5bb825969a','group','zhzf.nanhu');
INSERT INTO "task_candidate" VALUES('28d58573-9207-4380-be31-c535089a6d36','group','zhzf.nanhu');
INSERT INTO "task_candidate" VALUES('26225b29-3463-4392-b99b-db7f2e65455f','group','zhzf.nanhu');
INSERT INTO "task_candidate" VALUES('e8ea0bfa-5566-40e4-8eef-383205309a5f','group','zhzf.nanhu');
INSERT INTO "task_candidate" VALUES('914161e7-6f9d-49f1-86eb-91564575e920','group','zhzf.nanhu');
INSERT INTO "task_candidate" VALUES('3c776aa1-13d7-492b-ab10-c7ac4d765420','group','zhzf.nanhu');
INSERT INTO "task_candidate" VALUES('7d8471a3-5bff-435c-aa0d-506435772e41','group','zhzf.nanhu');
INSERT INTO "task_candidate" VALUES('9fa85c55-efeb-4c21-a5c9-37d2362cd049','group','zhzf.nanhu');
INSERT INTO "task_candidate" VALUES('aecf281a-1e44-474d-9544-9c641cbc21a6','group','zhzf.nanhu');
INSERT INTO "task_candidate" VALUES('9b531b6b-4a90-4a04-aff8-5416498a8cba','group','zhzf.nanhu');
INSERT INTO "task_candidate" VALUES('6320f84e-2ef1-4dbd-b935-92ec2ba07a01','group','zhzf.nanhu');
INSERT INTO "task_candidate" VALUES('48fe0c8e-45c4-42fb-92f5-1a07579daf7e','group','zhzf.nanhu');
INSERT INTO "task_candidate" VALUES('f89759c9-b363-4a9e-874f-dbdcee3bd0ca','group','zhzf.nanhu');
INSERT INTO "task_candidate" VALUES('38ab5f5c-54e3-456b-b4cb-eace4488090c','group','zhzf.nanhu');
INSERT INTO "task_candidate" VALUES('56e9f9f6-ebe7-467a-b3a0-93e27bf6f2d5','group','zhzf.nanhu');
INSERT INTO "task_candidate" VALUES('fcbde0e0-1240-434e-b5cf-d38f27ff9753','group','zhzf.nanhu');
INSERT INTO "task_candidate" VALUES('e94ee702-5e40-47df-87c5-c02edbe2f527','group','zhzf.nanhu');
INSERT INTO "task_candidate" VALUES('c603c87b-546e-4b42-b60a-b4d8735612ba','group','zhzf.nanhu');
INSERT INTO "task_candidate" VALUES('34de5f92-d426-4764-930c-fc71538597de','group','zhzf.nanhu');
INSERT INTO "task_candidate" VALUES('26f50ef4-0809-4ebd-9a37-215c457aa556','group','zhzf.nanhu');
INSERT INTO "task_candidate" VALUES('26a8da5e-0a36-4487-b82b-4fcd4f23f236','group','zhzf.nanhu');
INSERT INTO "task_candidate" VALUES('8cdb1c17-4d97-4028-a0ef-7dd57691a46a','group','zhzf.nanhu');
INSERT INTO "task_candidate" VALUES('63cbd147-5c37-44cc-b38a-a670f4a4411a','group','zhzf.nanhu');
INSERT INTO "task_candidate" VALUES('5392bc61-719d-4db0-b58f-1fb6de4baece','group','zhzf.nanhu');
INSERT INTO "task_candidate" VALUES('cd0fc726-f7d1-4c50-aee0-e2e590843705','group','zhzf.nanhu');
CREATE TABLE task_detail (
	task_id VARCHAR(100) NOT NULL, 
	owner VARCHAR(100), 
	delegation VARCHAR(20), 
	description TEXT, 
	follow_up_at VARCHAR(32), 
	parent_id VARCHAR(100), 
	updated_at VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_task_detail PRIMARY KEY (task_id), 
	CONSTRAINT fk_task_detail_task_id FOREIGN KEY(task_id) REFERENCES task (id)
);
CREATE TABLE token (
	root_id VARCHAR(100) NOT NULL, 
	id VARCHAR(100) NOT NULL, 
	parent_id VARCHAR(100), 
	seq INTEGER NOT NULL, 
	instance_id VARCHAR(100) NOT NULL, 
	element VARCHAR(255) NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	doc TEXT NOT NULL, 
	CONSTRAINT pk_token PRIMARY KEY (root_id, id), 
	CONSTRAINT fk_token_root_id FOREIGN KEY(root_id) REFERENCES instance (id)
);
INSERT INTO "token" VALUES('ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','ffa0e72a-bbfd-406a-a7f4-f0b510781dfb',NULL,1,'ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','loop','process','{"state":32,"start":"s"}');
INSERT INTO "token" VALUES('ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','554e00f3-976e-4a99-97c8-6b4416cb205d','ffa0e72a-bbfd-406a-a7f4-f0b510781dfb',9,'ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','a','node','{"state":32,"flow":"f3_g_a","started":"2026-03-02T09:00:00+08:00","kind":"userTask","waits":["user"]}');
INSERT INTO "token" VALUES('397a5229-0b90-43ec-8775-353cab505c12','397a5229-0b90-43ec-8775-353cab505c12',NULL,1,'397a5229-0b90-43ec-8775-353cab505c12','half-joined','process','{"state":32,"start":"s"}');
INSERT INTO "token" VALUES('397a5229-0b90-43ec-8775-353cab505c12','28d58573-9207-4380-be31-c535089a6d36','397a5229-0b90-43ec-8775-353cab505c12',5,'397a5229-0b90-43ec-8775-353cab505c12','b','node','{"state":32,"flow":"f6_f_b","started":"2026-03-02T09:00:00+08:00","kind":"userTask","waits":["user"]}');
INSERT INTO "token" VALUES('397a5229-0b90-43ec-8775-353cab505c12','e58a4878-63aa-450d-846b-466c634cdde9','397a5229-0b90-43ec-8775-353cab505c12',7,'397a5229-0b90-43ec-8775-353cab505c12','j','node','{"state":32,"flow":"f3_a_j","started":"2026-03-02T09:00:00+08:00","kind":"parallelGateway"}');
INSERT INTO "token" VALUES('397a5229-0b90-43ec-8775-353cab505c12','d4dd1fa5-c2c6-4b3e-a8cd-fb6dcb0cf54b','397a5229-0b90-43ec-8775-353cab505c12',8,'397a5229-0b90-43ec-8775-353cab505c12','j','node','{"state":32,"flow":"f9_c_j","started":"2026-03-02T09:00:00+08:00","kind":"parallelGateway"}');
INSERT INTO "token" VALUES('53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40','53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40',NULL,1,'53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40','half-joined-inclusive','process','{"state":32,"start":"s"}');
INSERT INTO "token" VALUES('53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40','914161e7-6f9d-49f1-86eb-91564575e920','53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40',4,'53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40','b','node','{"state":32,"flow":"f3_f_b","started":"2026-03-02T09:00:00+08:00","kind":"userTask","waits":["user"]}');
INSERT INTO "token" VALUES('53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40','e8064510-ee9d-42ec-b51e-df1a6f9dd45f','53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40',6,'53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40','j','node','{"state":32,"flow":"f5_a_j","started":"2026-03-02T09:00:00+08:00","kind":"inclusiveGateway"}');
INSERT INTO "token" VALUES('94ffcf5d-492b-448a-be5c-fb3b24b60115','94ffcf5d-492b-448a-be5c-fb3b24b60115',NULL,1,'94ffcf5d-492b-448a-be5c-fb3b24b60115','members','process','{"state":32,"start":"s"}');
INSERT INTO "token" VALUES('94ffcf5d-492b-448a-be5c-fb3b24b60115','0d814fd1-f119-49a6-bdee-40bb38cc7f12','94ffcf5d-492b-448a-be5c-fb3b24b60115',3,'94ffcf5d-492b-448a-be5c-fb3b24b60115','m','body','{"state":32,"flow":"f1_s_m","started":"2026-03-02T09:00:00+08:00","kind":"multiInstanceBody","items":["x","y","z"]}');
INSERT INTO "token" VALUES('94ffcf5d-492b-448a-be5c-fb3b24b60115','9fa85c55-efeb-4c21-a5c9-37d2362cd049','0d814fd1-f119-49a6-bdee-40bb38cc7f12',4,'94ffcf5d-492b-448a-be5c-fb3b24b60115','m','inner','{"state":32,"index":2,"started":"2026-03-02T09:00:00+08:00","kind":"userTask","waits":["user"]}');
INSERT INTO "token" VALUES('48249749-1d57-4071-a9dd-a79e1b177d1b','48249749-1d57-4071-a9dd-a79e1b177d1b',NULL,1,'48249749-1d57-4071-a9dd-a79e1b177d1b','members-in-line','process','{"state":32,"start":"s"}');
INSERT INTO "token" VALUES('48249749-1d57-4071-a9dd-a79e1b177d1b','b74062b3-bfa1-4943-9384-46355599c8fb','48249749-1d57-4071-a9dd-a79e1b177d1b',3,'48249749-1d57-4071-a9dd-a79e1b177d1b','q','body','{"state":32,"flow":"f1_s_q","started":"2026-03-02T09:00:00+08:00","kind":"multiInstanceBody","items":["x","y","z"]}');
INSERT INTO "token" VALUES('48249749-1d57-4071-a9dd-a79e1b177d1b','9b531b6b-4a90-4a04-aff8-5416498a8cba','b74062b3-bfa1-4943-9384-46355599c8fb',5,'48249749-1d57-4071-a9dd-a79e1b177d1b','q','inner','{"state":32,"index":1,"started":"2026-03-02T09:00:00+08:00","kind":"userTask","waits":["user"]}');
INSERT INTO "token" VALUES('81758d51-437e-4039-957d-c40022e6c80b','81758d51-437e-4039-957d-c40022e6c80b',NULL,1,'81758d51-437e-4039-957d-c40022e6c80b','timer','process','{"state":32,"start":"s"}');
INSERT INTO "token" VALUES('81758d51-437e-4039-957d-c40022e6c80b','a942803f-0179-4585-858b-2b45512447f7','81758d51-437e-4039-957d-c40022e6c80b',3,'81758d51-437e-4039-957d-c40022e6c80b','t','node','{"state":32,"flow":"f1_s_t","started":"2026-03-02T09:00:00+08:00","kind":"intermediateTimer","waits":["job"]}');
INSERT INTO "token" VALUES('5e5fc339-528b-4bdd-9ff4-c1a4f644423e','5e5fc339-528b-4bdd-9ff4-c1a4f644423e',NULL,1,'5e5fc339-528b-4bdd-9ff4-c1a4f644423e','timer-at-boundary','process','{"state":32,"start":"s"}');
INSERT INTO "token" VALUES('5e5fc339-528b-4bdd-9ff4-c1a4f644423e','6320f84e-2ef1-4dbd-b935-92ec2ba07a01','5e5fc339-528b-4bdd-9ff4-c1a4f644423e',3,'5e5fc339-528b-4bdd-9ff4-c1a4f644423e','a','node','{"state":32,"flow":"f1_s_a","started":"2026-03-02T09:00:00+08:00","kind":"userTask","waits":["user"]}');
INSERT INTO "token" VALUES('5e5fc339-528b-4bdd-9ff4-c1a4f644423e','ffd0a7a4-00c2-4a17-aef1-1e39c5b6e8fe','6320f84e-2ef1-4dbd-b935-92ec2ba07a01',4,'5e5fc339-528b-4bdd-9ff4-c1a4f644423e','t','watch','{"state":4,"waits":["job"]}');
INSERT INTO "token" VALUES('e14b0bcc-0740-4a5e-97d1-0709c8638aaa','e14b0bcc-0740-4a5e-97d1-0709c8638aaa',NULL,1,'e14b0bcc-0740-4a5e-97d1-0709c8638aaa','message','process','{"state":32,"start":"s"}');
INSERT INTO "token" VALUES('e14b0bcc-0740-4a5e-97d1-0709c8638aaa','a3b07bc7-2982-4b76-ab76-fac36e7de5f4','e14b0bcc-0740-4a5e-97d1-0709c8638aaa',3,'e14b0bcc-0740-4a5e-97d1-0709c8638aaa','m','node','{"state":32,"flow":"f1_s_m","started":"2026-03-02T09:00:00+08:00","kind":"intermediateMessageCatch","waits":["message"]}');
INSERT INTO "token" VALUES('4f9ae8ec-7046-4617-97cc-657b78ef9416','4f9ae8ec-7046-4617-97cc-657b78ef9416',NULL,1,'4f9ae8ec-7046-4617-97cc-657b78ef9416','message-kept','process','{"state":32,"start":"s"}');
INSERT INTO "token" VALUES('4f9ae8ec-7046-4617-97cc-657b78ef9416','48fe0c8e-45c4-42fb-92f5-1a07579daf7e','4f9ae8ec-7046-4617-97cc-657b78ef9416',3,'4f9ae8ec-7046-4617-97cc-657b78ef9416','a','node','{"state":32,"flow":"f1_s_a","started":"2026-03-02T09:00:00+08:00","kind":"userTask","waits":["user"]}');
INSERT INTO "token" VALUES('a50b92d0-90f3-4f2a-81f5-7d2432ef2477','a50b92d0-90f3-4f2a-81f5-7d2432ef2477',NULL,1,'a50b92d0-90f3-4f2a-81f5-7d2432ef2477','signal','process','{"state":32,"start":"s"}');
INSERT INTO "token" VALUES('a50b92d0-90f3-4f2a-81f5-7d2432ef2477','84ccbc58-0598-4c35-8a17-62d2993efa60','a50b92d0-90f3-4f2a-81f5-7d2432ef2477',3,'a50b92d0-90f3-4f2a-81f5-7d2432ef2477','w','node','{"state":32,"flow":"f1_s_w","started":"2026-03-02T09:00:00+08:00","kind":"intermediateSignalCatch","waits":["signal"]}');
INSERT INTO "token" VALUES('c9ab1835-957d-460b-bf53-466eb58bc0e7','c9ab1835-957d-460b-bf53-466eb58bc0e7',NULL,1,'c9ab1835-957d-460b-bf53-466eb58bc0e7','choice-of-events','process','{"state":32,"start":"s"}');
INSERT INTO "token" VALUES('c9ab1835-957d-460b-bf53-466eb58bc0e7','082dfcc2-87e2-4403-ab92-e3ee0d069674','c9ab1835-957d-460b-bf53-466eb58bc0e7',3,'c9ab1835-957d-460b-bf53-466eb58bc0e7','g','node','{"state":32,"flow":"f1_s_g","started":"2026-03-02T09:00:00+08:00","kind":"eventBasedGateway"}');
INSERT INTO "token" VALUES('c9ab1835-957d-460b-bf53-466eb58bc0e7','b04295ec-e4c2-4dfc-ab83-2db4731c8512','082dfcc2-87e2-4403-ab92-e3ee0d069674',4,'c9ab1835-957d-460b-bf53-466eb58bc0e7','m','watch','{"state":4,"flow":"f2_g_m","waits":["message"]}');
INSERT INTO "token" VALUES('c9ab1835-957d-460b-bf53-466eb58bc0e7','b3006d96-ae41-4925-a084-34268922d7fb','082dfcc2-87e2-4403-ab92-e3ee0d069674',5,'c9ab1835-957d-460b-bf53-466eb58bc0e7','t','watch','{"state":4,"flow":"f5_g_t","waits":["job"]}');
INSERT INTO "token" VALUES('c24628b5-72e4-4b1e-a6e1-a72fd3976297','c24628b5-72e4-4b1e-a6e1-a72fd3976297',NULL,1,'c24628b5-72e4-4b1e-a6e1-a72fd3976297','external','process','{"state":32,"start":"s"}');
INSERT INTO "token" VALUES('c24628b5-72e4-4b1e-a6e1-a72fd3976297','8c477811-1d84-48d5-8abb-67dfed05ddc4','c24628b5-72e4-4b1e-a6e1-a72fd3976297',3,'c24628b5-72e4-4b1e-a6e1-a72fd3976297','x','node','{"state":32,"flow":"f1_s_x","started":"2026-03-02T09:00:00+08:00","kind":"serviceTask","waits":["external"]}');
INSERT INTO "token" VALUES('1d8b8fb1-503f-4cc5-9d3a-ce4d7f8ef262','1d8b8fb1-503f-4cc5-9d3a-ce4d7f8ef262',NULL,1,'1d8b8fb1-503f-4cc5-9d3a-ce4d7f8ef262','external-locked','process','{"state":32,"start":"s"}');
INSERT INTO "token" VALUES('1d8b8fb1-503f-4cc5-9d3a-ce4d7f8ef262','2d4f5740-c3cc-497e-9cc8-3610e6e1d4c8','1d8b8fb1-503f-4cc5-9d3a-ce4d7f8ef262',3,'1d8b8fb1-503f-4cc5-9d3a-ce4d7f8ef262','x','node','{"state":32,"flow":"f1_s_x","started":"2026-03-02T09:00:00+08:00","kind":"serviceTask","waits":["external"]}');
INSERT INTO "token" VALUES('c55cc606-35ee-4f3e-8810-c4d6709465ed','c55cc606-35ee-4f3e-8810-c4d6709465ed',NULL,1,'c55cc606-35ee-4f3e-8810-c4d6709465ed','incident','process','{"state":32,"start":"s"}');
INSERT INTO "token" VALUES('c55cc606-35ee-4f3e-8810-c4d6709465ed','6f44a6f3-9f81-4e0a-8258-f08596fbe83e','c55cc606-35ee-4f3e-8810-c4d6709465ed',3,'c55cc606-35ee-4f3e-8810-c4d6709465ed','x','node','{"state":32,"flow":"f1_s_x","started":"2026-03-02T09:00:00+08:00","kind":"serviceTask","waits":["external"]}');
INSERT INTO "token" VALUES('8f993988-e3d0-4080-a2ca-b4ec548acf55','8f993988-e3d0-4080-a2ca-b4ec548acf55',NULL,1,'8f993988-e3d0-4080-a2ca-b4ec548acf55','continuation','process','{"state":32,"start":"s"}');
INSERT INTO "token" VALUES('8f993988-e3d0-4080-a2ca-b4ec548acf55','ebf10410-ecc1-444e-890f-c8855f430b2b','8f993988-e3d0-4080-a2ca-b4ec548acf55',3,'8f993988-e3d0-4080-a2ca-b4ec548acf55','x','node','{"state":32,"flow":"f1_s_x","waits":["job"],"stage":"before"}');
INSERT INTO "token" VALUES('d17c041b-5ade-49fc-8367-9f60ee3282a3','d17c041b-5ade-49fc-8367-9f60ee3282a3',NULL,1,'d17c041b-5ade-49fc-8367-9f60ee3282a3','script','process','{"state":32,"start":"s"}');
INSERT INTO "token" VALUES('d17c041b-5ade-49fc-8367-9f60ee3282a3','3e67dc34-1318-46b1-94f7-e81499ce904a','d17c041b-5ade-49fc-8367-9f60ee3282a3',3,'d17c041b-5ade-49fc-8367-9f60ee3282a3','x','node','{"state":32,"flow":"f1_s_x","started":"2026-03-02T09:00:00+08:00","kind":"scriptTask","waits":["external"]}');
INSERT INTO "token" VALUES('381b87df-44c7-41d3-99c6-b6bf27cd93a2','381b87df-44c7-41d3-99c6-b6bf27cd93a2',NULL,1,'381b87df-44c7-41d3-99c6-b6bf27cd93a2','compensation','process','{"state":32,"start":"s","done":[{"activity":"a","handler":"undo","values":{}}]}');
INSERT INTO "token" VALUES('381b87df-44c7-41d3-99c6-b6bf27cd93a2','f89759c9-b363-4a9e-874f-dbdcee3bd0ca','381b87df-44c7-41d3-99c6-b6bf27cd93a2',4,'381b87df-44c7-41d3-99c6-b6bf27cd93a2','c','node','{"state":32,"flow":"f2_a_c","started":"2026-03-02T09:00:00+08:00","kind":"userTask","waits":["user"]}');
INSERT INTO "token" VALUES('efc86f1b-2f35-43d1-843c-1932f68d884e','efc86f1b-2f35-43d1-843c-1932f68d884e',NULL,1,'efc86f1b-2f35-43d1-843c-1932f68d884e','compensating','process','{"state":32,"start":"s","done":[]}');
INSERT INTO "token" VALUES('efc86f1b-2f35-43d1-843c-1932f68d884e','1dc760b9-7070-4f1c-bb19-79779668af75','efc86f1b-2f35-43d1-843c-1932f68d884e',5,'efc86f1b-2f35-43d1-843c-1932f68d884e','t','node','{"state":32,"flow":"f3_c_t","started":"2026-03-02T09:00:00+08:00","kind":"intermediateCompensationThrowEvent","queue":[]}');
INSERT INTO "token" VALUES('efc86f1b-2f35-43d1-843c-1932f68d884e','56e9f9f6-ebe7-467a-b3a0-93e27bf6f2d5','efc86f1b-2f35-43d1-843c-1932f68d884e',6,'efc86f1b-2f35-43d1-843c-1932f68d884e','undo','node','{"state":32,"undoes":"1dc760b9-7070-4f1c-bb19-79779668af75","started":"2026-03-02T09:00:00+08:00","kind":"userTask","waits":["user"]}');
INSERT INTO "token" VALUES('29f1c044-9650-4951-8689-8d07e8b5f330','29f1c044-9650-4951-8689-8d07e8b5f330',NULL,1,'29f1c044-9650-4951-8689-8d07e8b5f330','called','process','{"state":32,"start":"s"}');
INSERT INTO "token" VALUES('29f1c044-9650-4951-8689-8d07e8b5f330','a3bc1473-839e-4738-9c22-ab5ee1e93820','29f1c044-9650-4951-8689-8d07e8b5f330',3,'29f1c044-9650-4951-8689-8d07e8b5f330','c','node','{"state":32,"flow":"f1_s_c","started":"2026-03-02T09:00:00+08:00","kind":"callActivity","called":"992959ac-ec8e-4461-9ee2-aab9d26ac27a"}');
INSERT INTO "token" VALUES('29f1c044-9650-4951-8689-8d07e8b5f330','992959ac-ec8e-4461-9ee2-aab9d26ac27a','a3bc1473-839e-4738-9c22-ab5ee1e93820',4,'992959ac-ec8e-4461-9ee2-aab9d26ac27a','called-one','process','{"state":32,"start":"s"}');
INSERT INTO "token" VALUES('29f1c044-9650-4951-8689-8d07e8b5f330','fcbde0e0-1240-434e-b5cf-d38f27ff9753','992959ac-ec8e-4461-9ee2-aab9d26ac27a',6,'992959ac-ec8e-4461-9ee2-aab9d26ac27a','inner','node','{"state":32,"flow":"f1_s_inner","started":"2026-03-02T09:00:00+08:00","kind":"userTask","waits":["user"]}');
INSERT INTO "token" VALUES('0d44c6f9-4339-4962-9b67-806d2993dcd8','0d44c6f9-4339-4962-9b67-806d2993dcd8',NULL,1,'0d44c6f9-4339-4962-9b67-806d2993dcd8','sub-process','process','{"state":32,"start":"s"}');
INSERT INTO "token" VALUES('0d44c6f9-4339-4962-9b67-806d2993dcd8','8ce290e1-055b-48b3-906e-e21003e540ba','0d44c6f9-4339-4962-9b67-806d2993dcd8',3,'0d44c6f9-4339-4962-9b67-806d2993dcd8','b','node','{"state":32,"flow":"f4_s_b","started":"2026-03-02T09:00:00+08:00","kind":"subProcess"}');
INSERT INTO "token" VALUES('0d44c6f9-4339-4962-9b67-806d2993dcd8','c603c87b-546e-4b42-b60a-b4d8735612ba','8ce290e1-055b-48b3-906e-e21003e540ba',6,'0d44c6f9-4339-4962-9b67-806d2993dcd8','b2','node','{"state":32,"flow":"f2_a_b2","started":"2026-03-02T09:00:00+08:00","kind":"userTask","waits":["user"]}');
INSERT INTO "token" VALUES('f8dc9597-266b-4f1b-9cc1-c1f65aec10fc','f8dc9597-266b-4f1b-9cc1-c1f65aec10fc',NULL,1,'f8dc9597-266b-4f1b-9cc1-c1f65aec10fc','event-sub-process','process','{"state":32,"start":"s"}');
INSERT INTO "token" VALUES('f8dc9597-266b-4f1b-9cc1-c1f65aec10fc','13cd7f4f-9c4f-4696-ab2f-3ecafd9ddbd0','f8dc9597-266b-4f1b-9cc1-c1f65aec10fc',2,'f8dc9597-266b-4f1b-9cc1-c1f65aec10fc','hs','watch','{"state":4,"waits":["job"]}');
INSERT INTO "token" VALUES('f8dc9597-266b-4f1b-9cc1-c1f65aec10fc','34de5f92-d426-4764-930c-fc71538597de','f8dc9597-266b-4f1b-9cc1-c1f65aec10fc',4,'f8dc9597-266b-4f1b-9cc1-c1f65aec10fc','a','node','{"state":32,"flow":"f1_s_a","started":"2026-03-02T09:00:00+08:00","kind":"userTask","waits":["user"]}');
INSERT INTO "token" VALUES('86a3a499-9486-4d97-8892-4f2bb2647551','86a3a499-9486-4d97-8892-4f2bb2647551',NULL,1,'86a3a499-9486-4d97-8892-4f2bb2647551','standard-loop','process','{"state":32,"start":"s"}');
INSERT INTO "token" VALUES('86a3a499-9486-4d97-8892-4f2bb2647551','58dc8ff3-2e74-4abc-8456-3802890a2263','86a3a499-9486-4d97-8892-4f2bb2647551',3,'86a3a499-9486-4d97-8892-4f2bb2647551','a','body','{"state":32,"flow":"f1_s_a","started":"2026-03-02T09:00:00+08:00","kind":"multiInstanceBody"}');
INSERT INTO "token" VALUES('86a3a499-9486-4d97-8892-4f2bb2647551','26a8da5e-0a36-4487-b82b-4fcd4f23f236','58dc8ff3-2e74-4abc-8456-3802890a2263',5,'86a3a499-9486-4d97-8892-4f2bb2647551','a','inner','{"state":32,"index":1,"started":"2026-03-02T09:00:00+08:00","kind":"userTask","waits":["user"]}');
INSERT INTO "token" VALUES('c0b2a9e3-b6c7-4f31-b2a6-0cbbb9aa09fb','c0b2a9e3-b6c7-4f31-b2a6-0cbbb9aa09fb',NULL,1,'c0b2a9e3-b6c7-4f31-b2a6-0cbbb9aa09fb','suspended','process','{"state":32,"start":"s"}');
INSERT INTO "token" VALUES('c0b2a9e3-b6c7-4f31-b2a6-0cbbb9aa09fb','8cdb1c17-4d97-4028-a0ef-7dd57691a46a','c0b2a9e3-b6c7-4f31-b2a6-0cbbb9aa09fb',3,'c0b2a9e3-b6c7-4f31-b2a6-0cbbb9aa09fb','a','node','{"state":32,"flow":"f1_s_a","started":"2026-03-02T09:00:00+08:00","kind":"userTask","waits":["user"]}');
INSERT INTO "token" VALUES('c0b2a9e3-b6c7-4f31-b2a6-0cbbb9aa09fb','e6dc131b-10d2-42e7-8c48-a4d136f4d540','8cdb1c17-4d97-4028-a0ef-7dd57691a46a',4,'c0b2a9e3-b6c7-4f31-b2a6-0cbbb9aa09fb','t','watch','{"state":4,"waits":["job"]}');
INSERT INTO "token" VALUES('1b8fc481-24d2-4373-8102-46e57bc8f097','1b8fc481-24d2-4373-8102-46e57bc8f097',NULL,1,'1b8fc481-24d2-4373-8102-46e57bc8f097','answered-once','process','{"state":32,"start":"s"}');
INSERT INTO "token" VALUES('1b8fc481-24d2-4373-8102-46e57bc8f097','5392bc61-719d-4db0-b58f-1fb6de4baece','1b8fc481-24d2-4373-8102-46e57bc8f097',4,'1b8fc481-24d2-4373-8102-46e57bc8f097','b','node','{"state":32,"flow":"f2_a_b","started":"2026-03-02T09:00:00+08:00","kind":"userTask","waits":["user"]}');
INSERT INTO "token" VALUES('b4e805b3-a077-4726-b763-f17f9777f3f2','b4e805b3-a077-4726-b763-f17f9777f3f2',NULL,1,'b4e805b3-a077-4726-b763-f17f9777f3f2','values','process','{"state":32,"start":"s"}');
INSERT INTO "token" VALUES('b4e805b3-a077-4726-b763-f17f9777f3f2','cd0fc726-f7d1-4c50-aee0-e2e590843705','b4e805b3-a077-4726-b763-f17f9777f3f2',3,'b4e805b3-a077-4726-b763-f17f9777f3f2','a','node','{"state":32,"flow":"f1_s_a","started":"2026-03-02T09:00:00+08:00","kind":"userTask","waits":["user"]}');
CREATE TABLE unit (
	id VARCHAR(100) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	name_en VARCHAR(200) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	parent VARCHAR(100), 
	active BOOLEAN NOT NULL, 
	CONSTRAINT pk_unit PRIMARY KEY (id)
);
CREATE TABLE variable (
	root_id VARCHAR(100) NOT NULL, 
	scope_id VARCHAR(100) NOT NULL, 
	name VARCHAR(255) NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_variable PRIMARY KEY (root_id, scope_id, name), 
	CONSTRAINT fk_variable_root_id FOREIGN KEY(root_id) REFERENCES instance (id)
);
INSERT INTO "variable" VALUES('ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','ffa0e72a-bbfd-406a-a7f4-f0b510781dfb','again','true');
INSERT INTO "variable" VALUES('53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40','53d6b7ee-ccab-4f83-8a7f-b1caf9bddc40','n','2');
INSERT INTO "variable" VALUES('94ffcf5d-492b-448a-be5c-fb3b24b60115','0d814fd1-f119-49a6-bdee-40bb38cc7f12','nrOfActiveInstances','1');
INSERT INTO "variable" VALUES('94ffcf5d-492b-448a-be5c-fb3b24b60115','0d814fd1-f119-49a6-bdee-40bb38cc7f12','nrOfCompletedInstances','2');
INSERT INTO "variable" VALUES('94ffcf5d-492b-448a-be5c-fb3b24b60115','0d814fd1-f119-49a6-bdee-40bb38cc7f12','nrOfInstances','3');
INSERT INTO "variable" VALUES('94ffcf5d-492b-448a-be5c-fb3b24b60115','94ffcf5d-492b-448a-be5c-fb3b24b60115','people','["x","y","z"]');
INSERT INTO "variable" VALUES('94ffcf5d-492b-448a-be5c-fb3b24b60115','9fa85c55-efeb-4c21-a5c9-37d2362cd049','loopCounter','2');
INSERT INTO "variable" VALUES('94ffcf5d-492b-448a-be5c-fb3b24b60115','9fa85c55-efeb-4c21-a5c9-37d2362cd049','person','"z"');
INSERT INTO "variable" VALUES('48249749-1d57-4071-a9dd-a79e1b177d1b','48249749-1d57-4071-a9dd-a79e1b177d1b','people','["x","y","z"]');
INSERT INTO "variable" VALUES('48249749-1d57-4071-a9dd-a79e1b177d1b','b74062b3-bfa1-4943-9384-46355599c8fb','loopCounter','1');
INSERT INTO "variable" VALUES('48249749-1d57-4071-a9dd-a79e1b177d1b','b74062b3-bfa1-4943-9384-46355599c8fb','nrOfActiveInstances','1');
INSERT INTO "variable" VALUES('48249749-1d57-4071-a9dd-a79e1b177d1b','b74062b3-bfa1-4943-9384-46355599c8fb','nrOfCompletedInstances','1');
INSERT INTO "variable" VALUES('48249749-1d57-4071-a9dd-a79e1b177d1b','b74062b3-bfa1-4943-9384-46355599c8fb','nrOfInstances','3');
INSERT INTO "variable" VALUES('48249749-1d57-4071-a9dd-a79e1b177d1b','b74062b3-bfa1-4943-9384-46355599c8fb','person','"y"');
INSERT INTO "variable" VALUES('0d44c6f9-4339-4962-9b67-806d2993dcd8','8ce290e1-055b-48b3-906e-e21003e540ba','local','"1"');
INSERT INTO "variable" VALUES('86a3a499-9486-4d97-8892-4f2bb2647551','58dc8ff3-2e74-4abc-8456-3802890a2263','loopCounter','1');
INSERT INTO "variable" VALUES('86a3a499-9486-4d97-8892-4f2bb2647551','86a3a499-9486-4d97-8892-4f2bb2647551','again','true');
INSERT INTO "variable" VALUES('1b8fc481-24d2-4373-8102-46e57bc8f097','1b8fc481-24d2-4373-8102-46e57bc8f097','x','1');
INSERT INTO "variable" VALUES('b4e805b3-a077-4726-b763-f17f9777f3f2','b4e805b3-a077-4726-b763-f17f9777f3f2','amount','{"$":"decimal","v":"1234.50"}');
INSERT INTO "variable" VALUES('b4e805b3-a077-4726-b763-f17f9777f3f2','b4e805b3-a077-4726-b763-f17f9777f3f2','count','3');
INSERT INTO "variable" VALUES('b4e805b3-a077-4726-b763-f17f9777f3f2','b4e805b3-a077-4726-b763-f17f9777f3f2','list','[1,[2,{"k":"v"}]]');
INSERT INTO "variable" VALUES('b4e805b3-a077-4726-b763-f17f9777f3f2','b4e805b3-a077-4726-b763-f17f9777f3f2','none','null');
INSERT INTO "variable" VALUES('b4e805b3-a077-4726-b763-f17f9777f3f2','b4e805b3-a077-4726-b763-f17f9777f3f2','on','{"$":"date","v":"2026-03-02"}');
INSERT INTO "variable" VALUES('b4e805b3-a077-4726-b763-f17f9777f3f2','b4e805b3-a077-4726-b763-f17f9777f3f2','text','"执法 ''q\" \\ 🀄\n"');
INSERT INTO "variable" VALUES('b4e805b3-a077-4726-b763-f17f9777f3f2','b4e805b3-a077-4726-b763-f17f9777f3f2','typename','"reserved elsewhere"');
INSERT INTO "variable" VALUES('b4e805b3-a077-4726-b763-f17f9777f3f2','b4e805b3-a077-4726-b763-f17f9777f3f2','yes','true');
CREATE INDEX ix_deployment_digest ON deployment (digest);
CREATE INDEX ix_job_due_at_id ON job (due_at, id);
CREATE INDEX ix_job_root_id ON job (root_id);
CREATE INDEX ix_job_token_id ON job (token_id);
CREATE INDEX ix_message_outcome_name_key ON message (outcome, name, "key");
CREATE INDEX ix_subscription_kind_name_key ON subscription (kind, name, "key");
CREATE INDEX ix_subscription_root_id ON subscription (root_id);
CREATE UNIQUE INDEX ix_definition_kind_key_version ON definition (kind, "key", version);
CREATE INDEX ix_definition_kind_latest ON definition (kind, latest);
CREATE INDEX ix_file_root_id ON file (root_id);
CREATE INDEX ix_membership_group ON membership ("group");
CREATE INDEX ix_notice_account_created_at_id ON notice (account, created_at, id);
CREATE INDEX ix_session_account ON session (account);
CREATE INDEX ix_delivery_state_due_at ON delivery (state, due_at);
CREATE INDEX ix_instance_business_key ON instance (business_key);
CREATE INDEX ix_instance_root_id ON instance (root_id);
CREATE INDEX ix_instance_started_by_started_at_id ON instance (started_by, started_at, id);
CREATE INDEX ix_instance_state_started_at_id ON instance (state, started_at, id);
CREATE INDEX ix_activity_instance_id ON activity (instance_id);
CREATE INDEX ix_external_task_root_id ON external_task (root_id);
CREATE INDEX ix_external_task_topic_lock_until_priority ON external_task (topic, lock_until, priority);
CREATE INDEX ix_incident_root_id ON incident (root_id);
CREATE INDEX ix_incident_work_id ON incident (work_id);
CREATE INDEX ix_task_assignee_state_due_at_id ON task (assignee, state, due_at, id);
CREATE INDEX ix_task_completed_by_completed_at_id ON task (completed_by, completed_at, id);
CREATE INDEX ix_task_root_id_element ON task (root_id, element);
CREATE INDEX ix_task_state_due_at_id ON task (state, due_at, id);
CREATE INDEX ix_task_candidate_kind_ref_task_id ON task_candidate (kind, ref, task_id);
CREATE INDEX ix_api_token_account ON api_token (account);
CREATE INDEX ix_case_record_root_id ON case_record (root_id);
CREATE INDEX ix_case_record_kind_subject ON case_record (kind, subject);
CREATE INDEX ix_law_row_kind_key_valid_from ON law_row (kind, "key", valid_from);
COMMIT;
