package darkroom.storage.oss;

import com.aliyun.oss.ClientException;
import com.aliyun.oss.InconsistentException;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSException;
import com.aliyun.oss.model.AbortMultipartUploadRequest;
import com.aliyun.oss.model.CompleteMultipartUploadRequest;
import com.aliyun.oss.model.CompleteMultipartUploadResult;
import com.aliyun.oss.model.CopyObjectRequest;
import com.aliyun.oss.model.DeleteObjectsRequest;
import com.aliyun.oss.model.DeleteObjectsResult;
import com.aliyun.oss.model.GenericRequest;
import com.aliyun.oss.model.GetObjectRequest;
import com.aliyun.oss.model.InitiateMultipartUploadRequest;
import com.aliyun.oss.model.ListObjectsV2Request;
import com.aliyun.oss.model.ListObjectsV2Result;
import com.aliyun.oss.model.OSSObject;
import com.aliyun.oss.model.ObjectMetadata;
import com.aliyun.oss.model.PartETag;
import com.aliyun.oss.model.PutObjectRequest;
import com.aliyun.oss.model.UploadPartCopyRequest;
import com.aliyun.oss.model.UploadPartRequest;
import com.aliyun.oss.model.WebServiceRequest;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** The official client, with its failures told as Beam and a person understand them. */
final class OssRequests {
  private final OSS client;
  private final OssFailures failures;
  private final AtomicLong unreported = new AtomicLong();

  OssRequests(OSS client, OssFailures failures) {
    this.client = client;
    this.failures = failures;
  }

  /** The number of requests since this was last asked. */
  long takeCount() {
    return unreported.getAndSet(0);
  }

  ObjectMetadata head(OssResourceId id) throws IOException {
    return send(
        "look up", id, new GenericRequest(id.bucket(), id.key()), client::getObjectMetadata);
  }

  OSSObject read(OssResourceId id, GetObjectRequest request) throws IOException {
    return send("read", id, request, client::getObject);
  }

  ListObjectsV2Result list(OssResourceId id, ListObjectsV2Request request) throws IOException {
    return send("list", id, request, client::listObjectsV2);
  }

  void put(OssResourceId id, PutObjectRequest request) throws IOException {
    send("write", id, request, client::putObject);
  }

  String initiate(OssResourceId id, InitiateMultipartUploadRequest request) throws IOException {
    return send("write", id, request, client::initiateMultipartUpload).getUploadId();
  }

  PartETag uploadPart(OssResourceId id, UploadPartRequest request) throws IOException {
    return send("write", id, request, client::uploadPart).getPartETag();
  }

  PartETag copyPart(OssResourceId id, UploadPartCopyRequest request) throws IOException {
    return send("copy to", id, request, client::uploadPartCopy).getPartETag();
  }

  CompleteMultipartUploadResult complete(OssResourceId id, CompleteMultipartUploadRequest request)
      throws IOException {
    return send("write", id, request, client::completeMultipartUpload);
  }

  void abort(OssResourceId id, String uploadId) throws IOException {
    send(
        "clear up after writing",
        id,
        new AbortMultipartUploadRequest(id.bucket(), id.key(), uploadId),
        client::abortMultipartUpload);
  }

  void copy(OssResourceId to, CopyObjectRequest request) throws IOException {
    send("copy to", to, request, client::copyObject);
  }

  DeleteObjectsResult delete(OssResourceId first, DeleteObjectsRequest request) throws IOException {
    return send("delete", first, request, client::deleteObjects);
  }

  private <R extends WebServiceRequest, T> T send(
      String purpose, OssResourceId id, R request, Function<R, T> call) throws IOException {
    // The SDK would log what the store answers to a wrong signature, and that holds the signature.
    request.setLogEnabled(false);
    unreported.incrementAndGet();
    try {
      return call.apply(request);
    } catch (OSSException | ClientException | InconsistentException e) {
      throw failures.of(purpose, id, e);
    }
  }
}
