// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder;

/**
 * The payload of one message where it lies, not copied: the value of the messages of a table whose
 * decoder is {@link IggyJsonMessageDecoder}.
 *
 * <p>Pinot hands a message's value to the decoder as it is, whatever its class. A view can be
 * decoded until the next fetch of its consumer; after that the decoder refuses it. Its text never
 * shows the payload, so that it may be logged at any time.
 */
public final class PayloadView {
  private final PayloadBatch batch;
  private final int index;

  PayloadView(PayloadBatch batch, int index) {
    this.batch = batch;
    this.index = index;
  }

  PayloadBatch batch() {
    return batch;
  }

  int index() {
    return index;
  }

  /** Bytes of the payload. */
  public int length() {
    return batch.length(index);
  }

  /**
   * A copy of the payload.
   *
   * @throws IllegalStateException when a later fetch has replaced the batch
   */
  public byte[] toByteArray() {
    byte[] copy = new byte[length()];
    System.arraycopy(batch.bytes(), batch.start(index), copy, 0, copy.length);
    return copy;
  }

  @Override
  public String toString() {
    return "PayloadView{index=" + index + ", length=" + length() + "}";
  }
}
