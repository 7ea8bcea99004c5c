// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionStringTest {
  private static Properties properties(String text) {
    return ConnectionString.parse(text).properties();
  }

  @Test
  void shouldReadTheUrlThatLibpqTakes() {
    Properties read =
        properties("postgresql://us%40er:p%2Fa+ss%3A@db.example:6543/sales?sslmode=require");

    assertThat(read)
        .containsEntry("user", "us@er")
        .containsEntry("password", "p/a+ss:")
        .containsEntry("PGHOST", "db.example")
        .containsEntry("PGPORT", "6543")
        .containsEntry("PGDBNAME", "sales")
        .containsEntry("sslmode", "require");
  }

  @Test
  void shouldReadTheUrlOfJdbc() {
    assertThat(properties("jdbc:postgresql://db/sales?user=me&password=secret&ssl=true"))
        .containsEntry("user", "me")
        .containsEntry("password", "secret")
        .containsEntry("PGHOST", "db")
        .containsEntry("PGDBNAME", "sales");
  }

  @Test
  void shouldFillInWhatIsLeftOut() {
    assertThat(properties("postgres://me@/?host=db&port=7000"))
        .containsEntry("PGHOST", "db")
        .containsEntry("PGPORT", "7000")
        .containsEntry("PGDBNAME", "me");
    assertThat(properties("postgres://me@db"))
        .containsEntry("PGPORT", "5432")
        .containsEntry("PGDBNAME", "me");
  }

  @Test
  void shouldTranslateSettingsOfLibpqAndHandOverTheRest() {
    assertThat(
            properties(
                "postgres://a,b:5433/db?application_name=x%20y&connect_timeout=3"
                    + "&target_session_attrs=read-write&ssl-root-cert=/ca.pem&tcpKeepAlive=true"))
        .containsEntry("PGHOST", "a,b")
        .containsEntry("ApplicationName", "x y")
        .containsEntry("connectTimeout", "3")
        .containsEntry("targetServerType", "primary")
        .containsEntry("sslrootcert", "/ca.pem")
        .containsEntry("tcpKeepAlive", "true");
  }

  @Test
  void shouldReadAnAddressOfIpv6() {
    assertThat(properties("postgres://u:p@[::1]:5433/db"))
        .containsEntry("PGHOST", "[::1]")
        .containsEntry("PGPORT", "5433");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://u:hidden@h/db",
        "hidden",
        "",
        "postgres://u:hid/den@h:x/db",
        "postgres://u:%hidden@h/db"
      })
  void shouldRefuseAnythingElseWithoutRepeatingIt(String text) {
    assertThatThrownBy(() -> ConnectionString.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be like postgresql://")
        .hasMessageNotContaining("hidden");
  }

  @Test
  void shouldShowNoLogin() {
    assertThat(ConnectionString.parse("postgres://me:hidden@db/sales?sslpassword=hidden2"))
        .hasToString("PostgreSQL at db port 5432, database sales");
  }
}
