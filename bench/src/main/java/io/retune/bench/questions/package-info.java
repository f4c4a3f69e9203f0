/** How fast questions are cut from text. */
package io.retune.bench.questions;
