// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iggy.connector.embedded.command.CommandException;
import org.apache.iggy.connector.embedded.session.Session;
import org.apache.iggy.connector.embedded.vsr.ClientId;
import org.apache.iggy.connector.embedded.vsr.VsrClient;
import org.apache.iggy.connector.protocol.framing.Eviction;
import org.apache.iggy.connector.protocol.framing.EvictionReason;
import org.apache.iggy.connector.protocol.primitive.ProtocolVersion;
import org.apache.iggy.connector.protocol.user.IdentityInfo;
import org.apache.iggy.connector.protocol.user.LoginUser;
import org.apache.iggy.connector.protocol.user.Registration;
import org.apache.iggy.connector.protocol.vsr.VsrLogin;
import org.apache.iggy.connector.protocol.vsr.VsrRequest;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireReader;

/** Registers clients: a login that binds a session to the connection, or an eviction. */
final class VsrLogins {
  private final Session session;
  private final VsrService service;
  private final VsrOutput out;

  VsrLogins(Session session, VsrService service, VsrOutput out) {
    this.session = session;
    this.service = service;
    this.out = out;
  }

  /**
   * Serves a login and answers it.
   *
   * @param bound what the connection is bound to, null for nothing; it stays
   * @return what the connection is bound to now, null when the login was refused
   */
  VsrBinding register(VsrRequest request, ByteBuffer body, VsrBinding bound) throws IOException {
    VsrLogin login;
    try {
      login = VsrLogin.decode(new WireReader(body));
    } catch (MalformedFrameException e) {
      return refuse(request, new Eviction(EvictionReason.MALFORMED_LOGIN));
    }
    if (!login.protocol().isCompatibleWith(ProtocolVersion.SPOKEN)) {
      ProtocolVersion only = ProtocolVersion.SPOKEN;
      return refuse(request, new Eviction(EvictionReason.INCOMPATIBLE_PROTOCOL.code(), only, only));
    }
    OptionalLong user = session.userId();
    if (!authenticate(login)) {
      boolean byName = login.login() instanceof LoginUser;
      return refuse(
          request,
          new Eviction(byName ? EvictionReason.INVALID_CREDENTIALS : EvictionReason.INVALID_TOKEN));
    }
    if (bound != null) {
      session.login(user.orElseThrow());
      answer(request, bound);
      return bound;
    }
    return bind(request);
  }

  private boolean authenticate(VsrLogin login) throws IOException {
    try {
      service.dispatcher().execute(session, login.login(), Responses.ignored());
      return true;
    } catch (CommandException e) {
      return false;
    }
  }

  private VsrBinding bind(VsrRequest request) throws IOException {
    long number = service.nextLogPosition();
    Optional<VsrClient> client =
        service
            .state()
            .vsrClients()
            .register(ClientId.of(request), session.userId().orElseThrow(), number);
    if (client.isEmpty()) {
      session.logout();
      return refuse(request, new Eviction(EvictionReason.FOREIGN_CLIENT_ID));
    }
    VsrBinding bound = new VsrBinding(client.get(), number);
    answer(request, bound);
    return bound;
  }

  private void answer(VsrRequest request, VsrBinding bound) throws IOException {
    Registration registration =
        new Registration(bound.session(), ProtocolVersion.SPOKEN, service.release().version());
    IdentityInfo identity = new IdentityInfo(bound.client().userId(), Optional.of(registration));
    out.loggedIn(request, identity, bound.session());
  }

  private VsrBinding refuse(VsrRequest request, Eviction eviction) throws IOException {
    out.evicted(eviction, ClientId.of(request));
    return null;
  }
}
