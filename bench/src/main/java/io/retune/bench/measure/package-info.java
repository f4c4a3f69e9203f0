/**
 * What several benchmarks need alike: the memory of this process, and made-up vectors. Knows no
 * benchmark.
 */
package io.retune.bench.measure;
