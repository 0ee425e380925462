import { park, projects, type Operation, type RunOptions } from '@parkgraph/sdk'
type A<V> = Record<never, never> extends V ? [v?: V, o?: RunOptions] : [v: V, o?: RunOptions]
declare function a<D, V>(operation: Operation<D, V>, ...args: A<NoInfer<V>>): Promise<D>
type B<V> = Record<never, never> extends V ? [v?: NoInfer<V>, o?: RunOptions] : [v: NoInfer<V>, o?: RunOptions]
declare function b<D, V>(operation: Operation<D, V>, ...args: B<V>): Promise<D>
a(park, { slug: 'x', limit: 1 })
b(park, { slug: 'x', limit: 1 })
b(projects, { limit: 1 })
b(projects)
b(projects, undefined, {})
b(park)
