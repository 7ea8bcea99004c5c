// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

/**
 * When something is tried again, and after which wait: the only class that decides so. Immutable.
 *
 * <p>An outage starts with a failure and has a budget of time. Inside it a failure is retried when
 * its {@link IggyException#category} is transient; the waits grow by a factor of two from the
 * initial to the largest backoff, and each is shortened by a random part of up to one half, so that
 * clients that lost a server together do not come back together. The last attempt is made when the
 * budget ends. The state of an owner's outages is a {@link Reconnection}.
 */
public final class ReconnectPolicy {
  private final long budgetMillis;
  private final long initialBackoffMillis;
  private final long maxBackoffMillis;

  private ReconnectPolicy(Builder builder) {
    this.budgetMillis = builder.budgetMillis;
    this.initialBackoffMillis = Math.min(builder.initialBackoffMillis, builder.maxBackoffMillis);
    this.maxBackoffMillis = builder.maxBackoffMillis;
  }

  /** A policy with everything at its default. */
  public static ReconnectPolicy defaults() {
    return builder().build();
  }

  /** A policy that never tries again. */
  public static ReconnectPolicy none() {
    return builder().budgetMillis(0).build();
  }

  /** Starts with everything at its default. */
  public static Builder builder() {
    return new Builder();
  }

  /** How long one outage may last before its failure is reported, milliseconds; 0 for at once. */
  public long budgetMillis() {
    return budgetMillis;
  }

  /** The first wait of an outage, milliseconds, before jitter. */
  public long initialBackoffMillis() {
    return initialBackoffMillis;
  }

  /** The longest wait between two attempts, milliseconds, before jitter. */
  public long maxBackoffMillis() {
    return maxBackoffMillis;
  }

  /**
   * Whether a failure is one that trying again may help with, budget or not.
   *
   * <p>An interrupt is transient but never retried: whoever interrupts wants the thread back.
   */
  public boolean isRetried(IggyException failure) {
    return failure.isTransient() && !(failure instanceof IggyInterruptedException);
  }

  /** The state of one owner's outages under this policy; none has begun. */
  public Reconnection newReconnection() {
    return new Reconnection(this);
  }

  @Override
  public String toString() {
    return "budget "
        + budgetMillis
        + " ms, backoff "
        + initialBackoffMillis
        + " to "
        + maxBackoffMillis
        + " ms";
  }

  /** Collects a policy; a value out of range is refused at once with its name. */
  public static final class Builder {
    private long budgetMillis = 60_000;
    private long initialBackoffMillis = 50;
    private long maxBackoffMillis = 5_000;

    private Builder() {}

    /** How long one outage may last; at least 0, default 60000. */
    public Builder budgetMillis(long value) {
      budgetMillis = atLeast("budgetMillis", value, 0);
      return this;
    }

    /** The first wait; at least 1, default 50. */
    public Builder initialBackoffMillis(long value) {
      initialBackoffMillis = atLeast("initialBackoffMillis", value, 1);
      return this;
    }

    /** The longest wait; at least 1, default 5000. Below the first wait it is the first wait. */
    public Builder maxBackoffMillis(long value) {
      maxBackoffMillis = atLeast("maxBackoffMillis", value, 1);
      return this;
    }

    /** The policy. */
    public ReconnectPolicy build() {
      return new ReconnectPolicy(this);
    }

    private static long atLeast(String name, long value, long least) {
      if (value < least) {
        throw new IllegalArgumentException(
            name + " is " + value + ", it must be at least " + least);
      }
      return value;
    }
  }
}
