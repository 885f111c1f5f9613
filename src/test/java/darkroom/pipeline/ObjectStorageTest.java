package darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import darkroom.job.Conf;
import darkroom.job.ConfFile;
import darkroom.storage.oss.OssAddressing;
import darkroom.storage.oss.OssNetwork;
import darkroom.storage.oss.OssOptions;
import darkroom.storage.oss.OssSignature;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectStorageTest {
  @ParameterizedTest
  @CsvSource({"false, PUBLIC", "true, INTERNAL"})
  void aRunsFileSystemTakesTheNetworkOfTheConf(boolean internal, OssNetwork network) {
    Conf conf =
        ConfFile.parse(
            """
            api: {endpoint: 'https://imageenhan.cn-shanghai.aliyuncs.com'}
            credentials: {source: environment}
            staging:
              endpoint: https://oss-cn-shanghai.aliyuncs.com
              bucket: shop
              signature: V1
              internal: %s
            """
                .formatted(internal),
            "conf.yaml");
    OssOptions options = PipelineOptionsFactory.as(OssOptions.class);

    ObjectStorage.configure(options, conf);

    assertThat(options.getOssNetwork()).isEqualTo(network);
    assertThat(options.getOssEndpoint()).isEqualTo("https://oss-cn-shanghai.aliyuncs.com");
    assertThat(options.getOssInternalEndpoint())
        .isEqualTo("https://oss-cn-shanghai-internal.aliyuncs.com");
    assertThat(options.getOssRegion()).isEqualTo("cn-shanghai");
    assertThat(options.getOssSignature()).isEqualTo(OssSignature.V1);
    assertThat(options.getOssAddressing()).isEqualTo(OssAddressing.VIRTUAL_HOST);
  }
}
