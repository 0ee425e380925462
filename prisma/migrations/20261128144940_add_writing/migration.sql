-- CreateTable
CREATE TABLE "idempotent_request" (
    "actor" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "outcome" JSONB NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotent_request_pkey" PRIMARY KEY ("actor","key")
);

-- Serializable transactions lock what they read: the log is read by its indexes whatever its size, since whoever reads it whole is
-- in the way of everybody who writes.
ALTER FUNCTION number_change() SET enable_seqscan = off;
