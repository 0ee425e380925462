/** Declared in rising order, as in the database. */
export const accessLevels = ['PUBLIC', 'INTERNAL', 'RESTRICTED'] as const
export type AccessLevel = (typeof accessLevels)[number]

/** Declared in rising order: each may do what those before it may. */
export const accessRoles = ['READER', 'EDITOR', 'STEWARD', 'ADMIN'] as const
export type AccessRole = (typeof accessRoles)[number]

/** A role that somebody has: for a park with all inside it, for a region, or for everything. */
export interface Grant {
  readonly id: number
  readonly role: AccessRole
  readonly parkId: number | null
  /** First 2, 4 or 6 digits of the codes of the region. */
  readonly regionPrefix: string | null
  readonly isAll: boolean
  /** The reporting parks that it is for today; empty where it is for all. */
  readonly parks: readonly number[]
}

/** Through what somebody came, for the change log: identifiers alone. */
export interface Trace {
  /** Who they are in `principal`; null for those who are not known here. */
  readonly principalId: number | null
  /** Prefix of the key that they gave; null where it was none. */
  readonly keyPrefix: string | null
  /** The request, as its answer names it; null where it is none. */
  readonly requestId: string | null
}

/** Who reads or writes. Every query function takes it first, so that no path can forget to ask. */
export interface Viewer {
  /** Identifier for the change log; never personal data. */
  readonly actor: string
  readonly kind: 'ANONYMOUS' | 'KEY' | 'OIDC' | 'LOCAL'
  /** What people call them; null for those who are not known. */
  readonly label: string | null
  readonly grants: readonly Grant[]
  /** Rows above this level do not exist for the viewer, but for those of the parks in `raised`. */
  readonly accessLevel: AccessLevel
  /** Reporting parks whose rows the viewer sees up to a higher level. */
  readonly raised: readonly { readonly level: AccessLevel; readonly parks: readonly number[] }[]
  /** Through what they came; left out for those who are on the machine itself. */
  readonly trace?: Trace
  /** Who a token says that they are, where nobody is known here by that: they may be by the time they write. */
  readonly unknown?: { readonly issuer: string; readonly subject: string }
  /** When what they came with ends, in milliseconds since 1970, where it says so itself: of keys, the database knows. */
  readonly endsAt?: number
}

/** What a role sees of the parks that it is for. */
export const levelOf = (role: AccessRole): AccessLevel => (role === 'READER' ? 'INTERNAL' : 'RESTRICTED')

/** A viewer who sees what the grants say, and of all else what is public. */
export function createViewer(who: Omit<Viewer, 'accessLevel' | 'raised'>): Viewer {
  const { grants } = who
  const ofLevel = (level: AccessLevel) => grants.filter(({ role }) => levelOf(role) === level)
  const accessLevel =
    accessLevels.findLast((level) => level === 'PUBLIC' || ofLevel(level).some(({ isAll }) => isAll)) ?? 'PUBLIC'
  const higher = accessLevels.slice(accessLevels.indexOf(accessLevel) + 1)
  const raised = higher.map((level) => {
    const parks = new Set(ofLevel(level).flatMap((grant) => grant.parks))
    return { level, parks: [...parks] }
  })
  return { ...who, accessLevel, raised: raised.filter(({ parks }) => parks.length > 0) }
}

/** Whom the change log names for who came with a token. */
export const nameSubject = (principalId: number | null): string => `oidc:${principalId ?? 'unknown'}`

/** The viewer as whoever sent a request. */
export function traceRequest(viewer: Viewer, requestId: string): Viewer {
  return { ...viewer, trace: { principalId: null, keyPrefix: null, ...viewer.trace, requestId } }
}

export const anonymous: Viewer = createViewer({ actor: 'anonymous', kind: 'ANONYMOUS', label: null, grants: [] })

/** Whoever runs the commands on the machine itself. */
export const localOwner: Viewer = createViewer({
  actor: 'local-owner',
  kind: 'LOCAL',
  label: null,
  grants: [{ id: 0, role: 'ADMIN', parkId: null, regionPrefix: null, isAll: true, parks: [] }],
})
