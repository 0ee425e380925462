-- CreateEnum
CREATE TYPE "PrincipalKind" AS ENUM ('KEY', 'OIDC');

-- CreateEnum
CREATE TYPE "AccessRole" AS ENUM ('READER', 'EDITOR', 'STEWARD', 'ADMIN');

-- CreateTable
CREATE TABLE "principal" (
    "id" SERIAL NOT NULL,
    "kind" "PrincipalKind" NOT NULL,
    "label" TEXT,
    "issuer" TEXT,
    "subject" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "principal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" SERIAL NOT NULL,
    "principal_id" INTEGER NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),
    "revoked_by" TEXT,
    "last_used_at" TIMESTAMPTZ(6),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_grant" (
    "id" SERIAL NOT NULL,
    "principal_id" INTEGER NOT NULL,
    "role" "AccessRole" NOT NULL,
    "park_id" INTEGER,
    "region_prefix" TEXT,
    "is_all" BOOLEAN NOT NULL DEFAULT false,
    "granted_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "granted_by" TEXT NOT NULL,
    "revoked_at" TIMESTAMPTZ(6),
    "revoked_by" TEXT,

    CONSTRAINT "access_grant_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "principal_issuer_subject_key" ON "principal"("issuer", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_prefix_key" ON "api_key"("prefix");

-- CreateIndex
CREATE INDEX "api_key_principal_id_idx" ON "api_key"("principal_id");

-- CreateIndex
CREATE INDEX "access_grant_principal_id_idx" ON "access_grant"("principal_id");

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_principal_id_fkey" FOREIGN KEY ("principal_id") REFERENCES "principal"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "access_grant" ADD CONSTRAINT "access_grant_principal_id_fkey" FOREIGN KEY ("principal_id") REFERENCES "principal"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "access_grant" ADD CONSTRAINT "access_grant_park_id_fkey" FOREIGN KEY ("park_id") REFERENCES "park"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What Prisma cannot say: checks, and that a grant stands once at a time.

ALTER TABLE principal
  ADD CONSTRAINT principal_identity CHECK ((kind = 'OIDC') = (subject IS NOT NULL) AND (issuer IS NULL) = (subject IS NULL)),
  ADD CONSTRAINT principal_label CHECK (label IS NOT NULL OR kind = 'OIDC');

ALTER TABLE api_key
  ADD CONSTRAINT api_key_prefix_form CHECK (prefix ~ '^[a-z0-9]{8}$'),
  ADD CONSTRAINT api_key_hash_size CHECK (length(hash) = 32),
  ADD CONSTRAINT api_key_revocation_whole CHECK ((revoked_at IS NULL) = (revoked_by IS NULL));

ALTER TABLE access_grant
  ADD CONSTRAINT access_grant_one_scope CHECK (num_nonnulls(park_id, region_prefix) + is_all::int = 1),
  ADD CONSTRAINT access_grant_region_form CHECK (region_prefix ~ '^[0-9]{2}([0-9]{2}){0,2}$'),
  ADD CONSTRAINT access_grant_revocation_whole CHECK ((revoked_at IS NULL) = (revoked_by IS NULL));

CREATE UNIQUE INDEX access_grant_once ON access_grant (principal_id, role, park_id, region_prefix) NULLS NOT DISTINCT
  WHERE revoked_at IS NULL;
