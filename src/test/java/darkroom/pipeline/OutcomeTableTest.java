package darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class OutcomeTableTest {

  @Test
  void csvHasAHeaderAndQuotesWhatItMust() {
    assertThat(TableFormat.csvHeader(OutcomeTable.all()))
        .isEqualTo(
            "id,uri,manifest,line,identity,bytes,format,width,height,channels,orientation,"
                + "scored_width,scored_height,sharpness,exposure,composition,results,images,request_ids,"
                + "calls,cost_cny,status,code,message,time");
    assertThat(TableFormat.csv(OutcomeTable.all(), Outcomes.done()))
        .isEqualTo(
            "p1,\"a, \"\"b\"\".jpg\",/night/m.jsonl,7,sha256:abc,1234,JPEG,1600,900,RGB,6,"
                + "562,999,0.75,0.5,4.25,,,"
                + "AssessComposition=R-3 AssessExposure=R-2 AssessSharpness=R-1,"
                + "4,0.006,done,,,2026-11-22T12:00:00Z");
  }

  @Test
  void jsonHasEveryColumnAlsoWhereThereIsNoValue() {
    assertThat(TableFormat.json(OutcomeTable.all(), Outcomes.missing()))
        .isEqualTo(
            "{\"id\":\"p1\",\"uri\":\"a, \\\"b\\\".jpg\",\"manifest\":\"/night/m.jsonl\",\"line\":7,"
                + "\"identity\":null,\"bytes\":null,\"format\":null,\"width\":null,\"height\":null,"
                + "\"channels\":null,\"orientation\":null,\"scored_width\":null,"
                + "\"scored_height\":null,\"sharpness\":null,\"exposure\":null,"
                + "\"composition\":null,\"results\":null,\"images\":null,\"request_ids\":null,\"calls\":0,\"cost_cny\":0.0,"
                + "\"status\":\"failed\",\"code\":\"NotFound\","
                + "\"message\":\"there is no such file\",\"time\":\"2026-11-22T12:00:00Z\"}");
  }

  @Test
  void recordsHoldTheSameCells() {
    Schema schema = TableFormat.schema("photo", OutcomeTable.all());
    GenericRecord record = TableFormat.avro(schema, OutcomeTable.all(), Outcomes.halfDone());

    assertThat(schema.getField("id").schema().getType()).isEqualTo(Schema.Type.STRING);
    assertThat(schema.getField("width").schema().isNullable()).isTrue();
    assertThat(record.get("sharpness")).isEqualTo(0.75);
    assertThat(record.get("exposure")).isNull();
    assertThat(record.get("calls")).isEqualTo(3L);
    assertThat(record.get("request_ids")).isEqualTo("AssessExposure=R-2 AssessSharpness=R-1");
  }

  @Test
  void eachFailureIsARow() {
    assertThat(FailureRow.of(Outcomes.done())).isEmpty();
    assertThat(FailureRow.of(Outcomes.halfDone()))
        .singleElement()
        .extracting(row -> TableFormat.csv(FailureRow.columns(), row))
        .isEqualTo(
            "p1,\"a, \"\"b\"\".jpg\",/night/m.jsonl,7,failed,score,AssessExposure,"
                + "InvalidImage.Content,not an image,2,R-2,no,ends,possibly,2026-11-22T12:00:00Z");
  }
}
