// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.iggy.connector.protocol.user.GlobalPermission;
import org.apache.iggy.connector.protocol.user.Permissions;
import org.apache.iggy.connector.protocol.user.StreamPermission;
import org.apache.iggy.connector.protocol.user.StreamPermissions;
import org.apache.iggy.connector.protocol.user.TopicPermission;
import org.apache.iggy.connector.protocol.user.UserStatus;
import org.junit.jupiter.api.Test;

class AccessTest {
  private static final long STREAM = 3;
  private static final long TOPIC = 5;

  private static Access access(Permissions permissions) {
    return Access.of(user(1, permissions));
  }

  private static User user(long id, Permissions permissions) {
    PasswordHash password = new PasswordHash("");
    return new User(id, 0, "user", password, UserStatus.ACTIVE, Optional.of(permissions));
  }

  private static Access onStream(StreamPermission... granted) {
    return access(onStreams(StreamPermissions.of(granted)));
  }

  private static Access onTopic(TopicPermission granted) {
    return access(
        onStreams(
            new StreamPermissions(
                EnumSet.noneOf(StreamPermission.class), Map.of(TOPIC, Set.of(granted)))));
  }

  private static Permissions onStreams(StreamPermissions permissions) {
    return new Permissions(EnumSet.noneOf(GlobalPermission.class), Map.of(STREAM, permissions));
  }

  @Test
  void shouldLetManagersOfStreamsDoAllOnStreams() {
    Access access = access(Permissions.of(GlobalPermission.MANAGE_STREAMS));
    assertThat(access.manageStreams()).isTrue();
    assertThat(access.manageTopic(STREAM, TOPIC)).isTrue();
    assertThat(access.send(STREAM, TOPIC)).isTrue();
    assertThat(access.poll(STREAM, TOPIC)).isTrue();
    assertThat(access.manageUsers()).isFalse();
    assertThat(access.readServers()).isFalse();
  }

  @Test
  void shouldLetReadersPollButNotSend() {
    Access access = access(Permissions.of(GlobalPermission.READ_TOPICS));
    assertThat(access.readTopic(STREAM, TOPIC)).isTrue();
    assertThat(access.poll(STREAM, TOPIC)).isTrue();
    assertThat(access.send(STREAM, TOPIC)).isFalse();
    assertThat(access.readStream(STREAM)).isFalse();
  }

  @Test
  void shouldNotLetSendersRead() {
    Access access = access(Permissions.of(GlobalPermission.SEND_MESSAGES));
    assertThat(access.send(STREAM, TOPIC)).isTrue();
    assertThat(access.poll(STREAM, TOPIC)).isFalse();
    assertThat(access.readTopic(STREAM, TOPIC)).isFalse();
  }

  @Test
  void shouldLimitPermissionsToTheirStream() {
    Access access = onStream(StreamPermission.MANAGE_TOPICS);
    assertThat(access.manageTopic(STREAM, TOPIC)).isTrue();
    assertThat(access.manageTopic(STREAM + 1, TOPIC)).isFalse();
    assertThat(access.manageStream(STREAM)).isFalse();
    assertThat(onStream(StreamPermission.POLL_MESSAGES).poll(STREAM, TOPIC)).isTrue();
  }

  @Test
  void shouldLimitPermissionsToTheirTopic() {
    Access access = onTopic(TopicPermission.SEND_MESSAGES);
    assertThat(access.send(STREAM, TOPIC)).isTrue();
    assertThat(access.send(STREAM, TOPIC + 1)).isFalse();
    assertThat(access.poll(STREAM, TOPIC)).isFalse();
    assertThat(onTopic(TopicPermission.READ_TOPIC).poll(STREAM, TOPIC)).isTrue();
  }

  @Test
  void shouldLetNobodyDoAnything() {
    UserDirectory users = new UserDirectory();
    users.addRoot("root", "secret", 0);
    assertThat(users.access(OptionalLong.of(User.ROOT_ID)).manageUsers()).isTrue();
    assertThat(users.access(OptionalLong.empty()).readStreams()).isFalse();
    assertThat(users.access(OptionalLong.of(99)).readStreams()).isFalse();
  }

  @Test
  void shouldForgetWhatWasGrantedOnAStreamThatIsGone() {
    UserDirectory users = new UserDirectory();
    users.users().put(user(1, onStreams(StreamPermissions.of(StreamPermission.MANAGE_STREAM))));
    OptionalLong id = OptionalLong.of(1);
    assertThat(users.access(id).manageStream(STREAM)).isTrue();
    users.forgetStream(STREAM);
    assertThat(users.access(id).manageStream(STREAM)).isFalse();
  }
}
