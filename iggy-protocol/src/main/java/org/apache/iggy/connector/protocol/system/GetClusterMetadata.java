// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.system;

import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/** Asks which nodes the cluster has. */
public final class GetClusterMetadata implements Request<ClusterMetadata> {

  /** Reads what {@link #encode} wrote. */
  public static GetClusterMetadata decode(WireReader in) {
    return new GetClusterMetadata();
  }

  @Override
  public CommandCode code() {
    return CommandCode.GET_CLUSTER_METADATA;
  }

  @Override
  public void encode(WireWriter out) {}

  @Override
  public ResponseCodec<ClusterMetadata> responseCodec() {
    return ResponseCodec.of(ClusterMetadata::decode, ClusterMetadata::encode);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GetClusterMetadata;
  }

  @Override
  public int hashCode() {
    return GetClusterMetadata.class.hashCode();
  }

  @Override
  public String toString() {
    return "GetClusterMetadata";
  }
}
