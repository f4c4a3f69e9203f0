/**
 * Which documents were forgotten, and what became of the versions that had learned from them.
 *
 * <p>Entry: {@link io.retune.eval.forget.ForgottenResource}. Nothing is kept for it: {@link
 * io.retune.eval.forget.ForgetLedger} puts together what {@link
 * io.retune.eval.forget.ForgetRequests} finds in the topic {@code requests} and what reports and
 * releases say. All of them know a document by a digest of its id only.
 */
package io.retune.eval.forget;
