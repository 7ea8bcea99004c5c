// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.apache.iggy.connector.chromium.HeadlessChromium;
import org.apache.iggy.connector.cli.ResourceStack;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;

/** The console as its users meet it: in Chromium, over a table that grows. */
class ConsoleBrowserTest {
  private static final int NARROW = 360;

  @TempDir private static Path profile;
  private static final ResourceStack resources = new ResourceStack();
  private static Quickstart quickstart;
  private static HeadlessChromium chromium;
  private static ChromeDriver driver;

  @BeforeAll
  static void startAll() {
    chromium = resources.add(HeadlessChromium.start(profile));
    driver = chromium.driver();
    quickstart =
        new Quickstart(
            new GeneratedEvents(500, 0, 1, "user_events"),
            resources,
            new PrintWriter(new StringWriter()));
    quickstart.start(0);
    quickstart.feed();
  }

  @AfterAll
  static void closeAll() {
    resources.close();
  }

  @BeforeEach
  void openConsole() {
    chromium.prefer("light");
    chromium.resize(1280, 900);
    driver.get(quickstart.consoleAddress() + "#query");
    driver.executeScript("localStorage.clear()");
    driver.navigate().refresh();
    await("document.getElementById('flow-table').textContent === 'user_events'");
  }

  @AfterEach
  void shouldHaveReportedNoError() {
    assertThat(chromium.errors())
        .filteredOn(error -> !error.contains("422"))
        .as("errors in the browser's console")
        .isEmpty();
  }

  @Test
  void shouldShowTheRowsOfATypedQuery() {
    type(
        "SELECT eventType, COUNT(*) AS n FROM user_events GROUP BY eventType ORDER BY n DESC LIMIT 3");
    editor().sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));

    await("document.querySelectorAll('#result-table tbody tr').length === 3");
    assertThat(texts("#result-table th")).containsExactly("eventType\nstring", "n\nlong");
    assertThat(texts("#result-table tbody tr:first-child td").get(0)).isEqualTo("page_view");
    assertThat(text("result-summary")).matches("3 rows in [0-9,]+ ms, .* segments?\\.");
  }

  @Test
  void shouldMoveTheCounters() {
    await("Number(document.getElementById('figure-rows').textContent.replaceAll(',', '')) > 0");
    long before = rowsShown();

    await(
        "Number(document.getElementById('figure-rows').textContent.replaceAll(',', '')) > "
            + before);
    await(
        "document.querySelector('[data-figure=rowsPerSecond] .line').getAttribute('d').includes('L')");
    await("Number(document.getElementById('figure-rowsPerSecond').textContent) > 0");
    assertThat(text("figure-bytesPerSecond")).containsPattern("[0-9]");
    assertThat(text("figure-freshnessMillis")).containsPattern("[0-9]");
  }

  @Test
  void shouldShowWhyAQueryIsWrong() {
    type("SELECT no_such_column FROM user_events");
    driver.findElement(By.id("run")).click();

    await("!document.getElementById('result-error').hidden");
    assertThat(text("result-error"))
        .contains("no_such_column")
        .doesNotContain("Exception:", "\tat ");
    assertThat(driver.findElement(By.id("result-table")).isDisplayed()).isFalse();
  }

  @Test
  void shouldShowMarkupInAValueAsText() {
    type("SELECT '<img src=x onerror=document.title=1>' AS markup FROM user_events LIMIT 1");
    driver.findElement(By.id("run")).click();

    await("document.querySelector('#result-table td')?.textContent.startsWith('<img')");
    assertThat(driver.findElements(By.cssSelector("#result-table img"))).isEmpty();
  }

  @Test
  void shouldRunEachExample() {
    int examples = driver.findElements(By.cssSelector("#examples button")).size();
    assertThat(examples).isGreaterThanOrEqualTo(6);
    for (int i = 0; i < examples; i++) {
      driver.executeScript("document.getElementById('result-table').replaceChildren()");
      driver.findElements(By.cssSelector("#examples button")).get(i).click();
      await("document.querySelectorAll('#result-table tbody tr').length > 0");
      assertThat(driver.findElement(By.id("result-error")).isDisplayed()).isFalse();
    }
  }

  @Test
  void shouldShowRowsAsTheyArrive() {
    driver.findElement(By.id("tab-rows")).click();
    await("document.querySelectorAll('#rows-table tbody tr').length === 25");
    String newest = (String) script("document.querySelector('#rows-table tbody').textContent");

    await("document.querySelector('#rows-table tbody').textContent !== " + quoted(newest));
  }

  @Test
  void shouldBeDarkWhereTheSystemIsAndRememberAnotherChoice() {
    String light = background();
    chromium.prefer("dark");
    await("document.documentElement.dataset.theme === 'dark'");
    assertThat(background()).isNotEqualTo(light);

    driver.findElement(By.id("theme")).click();
    driver.navigate().refresh();
    await("document.documentElement.dataset.theme === 'light'");
    assertThat(background()).isEqualTo(light);
  }

  @Test
  void shouldFitANarrowWindow() {
    chromium.resize(NARROW, 740);
    for (String tab : List.of("query", "rows", "schema", "config")) {
      driver.findElement(By.id("tab-" + tab)).click();
      await("!document.getElementById('panel-" + tab + "').hidden");
      assertThat((Long) script("document.documentElement.scrollWidth"))
          .as(tab)
          .isLessThanOrEqualTo((Long) script("document.documentElement.clientWidth"));
    }
    driver.findElement(By.id("tab-query")).click();
    type("SELECT COUNT(*) FROM user_events");
    driver.findElement(By.id("run")).click();
    await("document.querySelectorAll('#result-table tbody tr').length === 1");
  }

  @Test
  void shouldWorkByKeyboardAlone() {
    press(Keys.TAB);
    assertThat(focused()).as("the skip link comes first").isEqualTo("skip-link");
    press(Keys.ENTER);
    assertThat(focused()).isEqualTo("sql");
    type("SELECT COUNT(*) AS rows_now FROM user_events");
    press(Keys.TAB);
    assertThat(focused()).isEqualTo("run");
    press(Keys.ENTER);
    await("document.querySelector('#result-table th')?.textContent.startsWith('rows_now')");

    driver.executeScript("document.getElementById('tab-query').focus()");
    press(Keys.ARROW_RIGHT);
    assertThat(focused()).isEqualTo("tab-rows");
    press(Keys.END);
    assertThat(focused()).isEqualTo("tab-config");
    assertThat(driver.findElement(By.id("panel-config")).isDisplayed()).isTrue();
    press(Keys.TAB);
    assertThat(focused()).isEqualTo("copy-config");
    press(Keys.ENTER);
    await("document.getElementById('copy-config').textContent === 'Copied'");
  }

  @Test
  void shouldShowWhatAClusterNeeds() {
    driver.findElement(By.id("tab-config")).click();
    assertThat(text("config-json")).contains("\"streamType\": \"iggy\"", "IggyConsumerFactory");
    driver.findElement(By.id("tab-schema")).click();
    assertThat(text("schema-json")).contains("\"schemaName\": \"user_events\"");
    assertThat(texts("#schema-table tbody tr:first-child td")).startsWith("userId", "STRING");
  }

  private static void type(String sql) {
    editor().sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE, sql);
  }

  private static void press(Keys key) {
    new Actions(driver).sendKeys(key).perform();
  }

  private static WebElement editor() {
    return driver.findElement(By.id("sql"));
  }

  private static long rowsShown() {
    return Long.parseLong(text("figure-rows").replace(",", ""));
  }

  private static String background() {
    return (String) script("getComputedStyle(document.body).backgroundColor");
  }

  /** Id or, without one, class of the element that has the focus. */
  private static String focused() {
    return (String) script("document.activeElement.id || document.activeElement.className");
  }

  private static String text(String id) {
    return driver.findElement(By.id(id)).getText();
  }

  private static List<String> texts(String selector) {
    return driver.findElements(By.cssSelector(selector)).stream().map(WebElement::getText).toList();
  }

  private static Object script(String expression) {
    return chromium.evaluate(expression);
  }

  private static String quoted(String text) {
    return (String) driver.executeScript("return JSON.stringify(arguments[0])", text);
  }

  private static void await(String condition) {
    chromium.await(condition);
  }
}
