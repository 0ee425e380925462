import { type Identity, isSubject } from '@parkgraph/db'
import { GraphQLError } from 'graphql'
import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose'
import type { ErrorCode } from '../errors.ts'

/** The issuer whose tokens are taken. */
export interface Issuer {
  /** As its tokens spell it. */
  readonly issuer: string
  /** What its tokens for this server are for. */
  readonly audience: string
  /** Where its public keys are. */
  readonly jwksUrl: string
}

/** Those with a private key only: with a shared secret, whoever verifies could also sign. */
const algorithms = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
]

/** Seconds by which the clocks of issuer and server may differ. */
const clockTolerance = 5

/**
 * Makes what verifies tokens: it answers whose a token is, and null for one that is malformed, not signed by the issuer, for
 * somebody else, or expired. The issuer's keys are kept for ten minutes, and asked for anew where one is not among them.
 */
export function createVerifier({ issuer, audience, jwksUrl }: Issuer, tell: (fault: unknown) => void) {
  const keys = createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: 5_000 })
  const getKey: JWTVerifyGetKey = async (header, token) => {
    try {
      return await keys(header, token)
    } catch (error) {
      if (isOfToken(error)) throw error
      tell(error)
      throw unavailable()
    }
  }
  return async (token: string): Promise<Identity | null> => {
    try {
      const required = { requiredClaims: ['exp', 'sub'], clockTolerance }
      const { payload } = await jwtVerify(token, getKey, { issuer, audience, algorithms, ...required })
      const { sub: subject, exp = 0 } = payload
      return isSubject(subject) ? { issuer, subject, endsAt: (exp + clockTolerance) * 1_000 } : null
    } catch (error) {
      if (error instanceof GraphQLError) throw error
      return null
    }
  }
}

/** Whether a token is at fault for which no key was found, and not who was asked for the keys. */
function isOfToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  )
}

function unavailable(): GraphQLError {
  const message = 'The keys of the issuer of tokens cannot be read. Try again in a moment.'
  const code: ErrorCode = 'ISSUER_UNAVAILABLE'
  return new GraphQLError(message, { extensions: { code, http: { status: 503 } } })
}
