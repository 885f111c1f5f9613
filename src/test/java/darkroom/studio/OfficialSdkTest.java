package darkroom.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.aliyun.imageenhan20190930.Client;
import com.aliyun.imageenhan20190930.models.GetAsyncJobResultRequest;
import com.aliyun.imageenhan20190930.models.RecolorHDImageRequest;
import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.models.Config;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.IAcsClient;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.FormatType;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.imageenhan.model.v20190930.AssessSharpnessRequest;
import com.aliyuncs.imageenhan.model.v20190930.AssessSharpnessResponse;
import com.aliyuncs.profile.DefaultProfile;
import com.fasterxml.jackson.databind.ObjectMapper;
import darkroom.action.Actions;
import darkroom.studio.http.AccessKeys;
import darkroom.studio.operation.Picture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The official SDKs, both of them, against the studio. */
class OfficialSdkTest {
  private static final Picture PICTURE =
      new Picture(new byte[] {'p', 'i', 'c'}, "image/png", "png");

  private static RunningStudio studio;

  @BeforeAll
  static void start() {
    studio =
        RunningStudio.started(
            s -> s,
            RunningStudio.operation(
                Actions.ASSESS_SHARPNESS, image -> Map.of("Sharpness", image.cols() / 1000.0)),
            RunningStudio.operation(
                Actions.RECOLOR_HD_IMAGE, image -> Map.of("ImageList", List.of(PICTURE))));
  }

  @AfterAll
  static void stop() {
    studio.close();
  }

  /** An empty algorithm is ACS3, v2 is RPC. */
  @ParameterizedTest
  @ValueSource(strings = {"", "v2"})
  void answersNewerSdk(String algorithm) throws Exception {
    var response =
        newer(algorithm, AccessKeys.STANDARD_SECRET).assessSharpness(newerRequest(studio.image()));

    assertThat(response.statusCode).isEqualTo(200);
    assertThat(response.body.data.sharpness).isEqualTo(0.25f);
    assertThat(response.body.requestId).matches("[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v2"})
  void newerSdkSeesErrorAsItsException(String algorithm) {
    TeaException wrongSecret =
        catchThrowableOfType(
            TeaException.class,
            () -> newer(algorithm, "wrong").assessSharpness(newerRequest(studio.image())));
    assertThat(wrongSecret.code).isEqualTo("SignatureDoesNotMatch");
    assertThat(wrongSecret.getStatusCode()).isEqualTo(400);

    TeaException badLink =
        catchThrowableOfType(
            TeaException.class,
            () ->
                newer(algorithm, AccessKeys.STANDARD_SECRET)
                    .assessSharpness(newerRequest("ftp://elsewhere/a.png")));
    assertThat(badLink.code).isEqualTo("InvalidImage.URL");
    assertThat(badLink.getMessage())
        .contains(
            "Expected an http or https link in ASCII for AssessSharpness.ImageURL but was"
                + " ftp://elsewhere/a.png");
  }

  @ParameterizedTest
  @EnumSource(names = {"JSON", "XML"})
  void answersOlderSdk(FormatType format) throws Exception {
    AssessSharpnessResponse response =
        older(AccessKeys.STANDARD_SECRET).getAcsResponse(olderRequest(studio.image(), format));

    assertThat(response.getData().getSharpness()).isEqualTo(0.25f);
    assertThat(response.getRequestId()).hasSize(36);
  }

  @ParameterizedTest
  @EnumSource(names = {"JSON", "XML"})
  void olderSdkSeesErrorAsItsException(FormatType format) {
    ClientException unknownObject =
        catchThrowableOfType(
            ClientException.class,
            () ->
                older(AccessKeys.STANDARD_SECRET)
                    .getAcsResponse(
                        olderRequest(
                            studio.studio().endpoint() + "/photos/none?" + MemoryBucket.SIGNATURE,
                            format)));
    assertThat(unknownObject.getErrCode()).isEqualTo("InvalidImage.Download");
    assertThat(unknownObject.getErrMsg())
        .isEqualTo(
            "Expected an image for "
                + studio.studio().endpoint()
                + "/photos/none but was status 404");
    assertThat(unknownObject.getRequestId()).hasSize(36);
  }

  @Test
  void olderSdkSeesWrongSecret() {
    assertThatThrownBy(
            () -> older("wrong").getAcsResponse(olderRequest(studio.image(), FormatType.JSON)))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("SignatureDoesNotMatch");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v2"})
  void acceptsEmptyValueAsNewerSdkSignsIt(String algorithm) throws Exception {
    // The SDK drops what is null but sends what is empty.
    var request = new com.aliyun.imageenhan20190930.models.MakeSuperResolutionImageRequest();
    request.setUrl(studio.image());
    request.setMode("");

    TeaException thrown =
        catchThrowableOfType(
            TeaException.class,
            () -> newer(algorithm, AccessKeys.STANDARD_SECRET).makeSuperResolutionImage(request));

    assertThat(thrown.code).isEqualTo("InvalidApi.OutOfService");
  }

  @Test
  void acceptsEmptyValueAsOlderSdkSignsIt() throws Exception {
    AssessSharpnessRequest request = olderRequest(studio.image(), FormatType.JSON);
    request.putQueryParameter("SecurityToken", "");

    AssessSharpnessResponse response = older(AccessKeys.STANDARD_SECRET).getAcsResponse(request);

    assertThat(response.getData().getSharpness()).isEqualTo(0.25f);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v2"})
  void newerSdkSubmitsAJobAndAsksForItsResult(String algorithm) throws Exception {
    Client client = newer(algorithm, AccessKeys.STANDARD_SECRET);

    var submitted =
        client.recolorHDImage(
            new RecolorHDImageRequest().setUrl(studio.image()).setDegree("0.5").setMode("AUTO"));

    assertThat(submitted.statusCode).isEqualTo(200);
    assertThat(submitted.body.requestId).hasSize(36);
    GetAsyncJobResultRequest question =
        new GetAsyncJobResultRequest().setJobId(submitted.body.requestId);
    await()
        .until(() -> client.getAsyncJobResult(question).body.data.status.equals("PROCESS_SUCCESS"));
    var data = client.getAsyncJobResult(question).body.data;
    assertThat(data.jobId).isEqualTo(submitted.body.requestId);
    assertThat(new ObjectMapper().readTree(data.result).at("/ImageList/0").textValue())
        .startsWith("" + studio.studio().endpoint());
  }

  @ParameterizedTest
  @EnumSource(names = {"JSON", "XML"})
  void olderSdkSubmitsAJobAndAsksForItsResult(FormatType format) throws Exception {
    IAcsClient client = older(AccessKeys.STANDARD_SECRET);
    com.aliyuncs.imageenhan.model.v20190930.RecolorHDImageRequest request =
        new com.aliyuncs.imageenhan.model.v20190930.RecolorHDImageRequest();
    request.setSysEndpoint(studio.authority());
    request.setSysProtocol(ProtocolType.HTTP);
    request.setAcceptFormat(format);
    request.setUrl(studio.image());
    request.setDegree("0.5");

    String jobId = client.getAcsResponse(request).getRequestId();

    assertThat(jobId).hasSize(36);
    await()
        .until(
            () ->
                client
                    .getAcsResponse(olderQuestion(jobId, format))
                    .getData()
                    .getStatus()
                    .equals("PROCESS_SUCCESS"));
    var data = client.getAcsResponse(olderQuestion(jobId, format)).getData();
    assertThat(data.getJobId()).isEqualTo(jobId);
    assertThat(new ObjectMapper().readTree(data.getResult()).at("/ImageList/0").textValue())
        .startsWith("" + studio.studio().endpoint());
  }

  private static com.aliyuncs.imageenhan.model.v20190930.GetAsyncJobResultRequest olderQuestion(
      String jobId, FormatType format) {
    var question = new com.aliyuncs.imageenhan.model.v20190930.GetAsyncJobResultRequest();
    question.setSysEndpoint(studio.authority());
    question.setSysProtocol(ProtocolType.HTTP);
    question.setAcceptFormat(format);
    question.setJobId(jobId);
    return question;
  }

  private static Client newer(String algorithm, String secret) throws Exception {
    Config config =
        new Config()
            .setAccessKeyId(AccessKeys.STANDARD_ID)
            .setAccessKeySecret(secret)
            .setEndpoint(studio.authority())
            .setProtocol("http");
    return new Client(algorithm.isEmpty() ? config : config.setSignatureAlgorithm(algorithm));
  }

  private static com.aliyun.imageenhan20190930.models.AssessSharpnessRequest newerRequest(
      String link) {
    return new com.aliyun.imageenhan20190930.models.AssessSharpnessRequest().setImageURL(link);
  }

  private static IAcsClient older(String secret) {
    return new DefaultAcsClient(
        DefaultProfile.getProfile("cn-shanghai", AccessKeys.STANDARD_ID, secret));
  }

  private static AssessSharpnessRequest olderRequest(String link, FormatType format) {
    AssessSharpnessRequest request = new AssessSharpnessRequest();
    request.setSysEndpoint(studio.authority());
    request.setSysProtocol(ProtocolType.HTTP);
    request.setAcceptFormat(format);
    request.setImageURL(link);
    return request;
  }
}
