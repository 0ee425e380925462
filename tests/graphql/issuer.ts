import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { afterAll } from 'vitest'

/** An issuer of tokens, which publishes its key over HTTP until the tests of the file end. */
export async function startIssuer() {
  const { privateKey, publicKey } = await generateKeyPair('RS256')
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'own', alg: 'RS256' }] })
  const http = await new Promise<Server>((resolve) => {
    const server = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(keys)
    })
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
  afterAll(() => http.close())
  const issuer = 'https://login.example.org/realms/parks'
  const audience = 'parkgraph'
  return {
    issuer: { issuer, audience, jwksUrl: `http://127.0.0.1:${(http.address() as AddressInfo).port}/keys` },
    /** A token of a subject that ends at a second since 1970. */
    sign: (subject: string, end: number) => {
      const payload: JWTPayload = { iss: issuer, aud: audience, sub: subject, exp: end }
      return new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: 'own' }).sign(privateKey)
    },
  }
}
