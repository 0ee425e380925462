-- CreateEnum
CREATE TYPE "RankingDerivation" AS ENUM ('YEAR_ON_YEAR', 'PER_MU', 'PER_EMPLOYEE', 'SHARE_OF_PARENT');

-- AlterTable
ALTER TABLE "framework_indicator" ADD COLUMN     "derivation" "RankingDerivation";

ALTER TABLE framework_indicator ADD CONSTRAINT framework_indicator_derivation_check CHECK (derivation IS NULL OR measure = 'LEVEL');
