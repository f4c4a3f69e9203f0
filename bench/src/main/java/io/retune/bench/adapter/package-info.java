/** What it costs an application to map a query. */
package io.retune.bench.adapter;
