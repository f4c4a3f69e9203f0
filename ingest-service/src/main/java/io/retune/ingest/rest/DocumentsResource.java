package io.retune.ingest.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.retune.chassis.access.AdmittedCollections;
import io.retune.ingest.source.DocumentContent;
import io.retune.ingest.source.DocumentPublisher;
import io.retune.ingest.source.DocumentTooLarge;
import io.retune.ingest.source.FileContent;
import io.retune.ingest.source.PublishingFailed;
import io.retune.ingest.source.ReceivedContent;
import io.retune.ingest.source.SplitName;
import io.retune.schemas.EntryKey;
import io.retune.schemas.v1.AnsweredQuestion;
import io.retune.schemas.v1.Document;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Takes documents. What is accepted is stored; whether it can be parsed shows later. */
@Path("/collections/{collection}/documents")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Documents")
@APIResponse(responseCode = "400", description = "The request is invalid")
@APIResponse(responseCode = "403", description = "No more collections are taken, or not this one")
@APIResponse(responseCode = "503", description = "The cluster does not answer; try again")
public class DocumentsResource {
  private static final List<String> TRACE = List.of("traceparent", "tracestate");

  private final DocumentPublisher publisher;
  private final AdmittedCollections collections;

  DocumentsResource(DocumentPublisher publisher, AdmittedCollections collections) {
    this.publisher = publisher;
    this.collections = collections;
  }

  /** Stores a document, or a new version of it. */
  @PUT
  @Path("{document_id:.+}")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Store a document, or a new version of it: the body as it is")
  @APIResponse(
      responseCode = "202",
      description = "Stored; it will be parsed",
      content = @Content(schema = @Schema(implementation = AcceptedDocument.class)))
  @APIResponse(responseCode = "413", description = "Too large")
  public Response put(
      @RestPath String collection,
      @RestPath("document_id")
          @Parameter(description = "Unique in the collection; may have slashes")
          String id,
      @RestQuery String title,
      @RestQuery @Parameter(description = "auto, train or validation") String split,
      @RestQuery("source_uri") String sourceUri,
      @RestQuery @Parameter(description = "name=value, as often as needed") List<String> metadata,
      @Context HttpHeaders headers,
      InputStream body) {
    EntryKey key = key(collection, id);
    Document description =
        description(title, split)
            .setMediaType(mediaType(headers.getHeaderString(HttpHeaders.CONTENT_TYPE)))
            .setSourceUri(orEmpty(sourceUri))
            .putAllMetadata(metadata(metadata))
            .build();
    if (announcedSize(headers) > publisher.maxBytes()) {
      throw tooLarge(new DocumentTooLarge(publisher.maxBytes()));
    }
    try (ReceivedContent content = ReceivedContent.read(body, publisher.maxBytes())) {
      publish(key, description, content, headers);
      return accepted(new AcceptedDocument(key.collection(), key.id()));
    } catch (DocumentTooLarge e) {
      throw tooLarge(e);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Stores the files of a form, each under its file name. */
  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(summary = "Store the files of a form, each under its file name")
  @APIResponse(
      responseCode = "202",
      description = "Stored; they will be parsed",
      content = @Content(schema = @Schema(implementation = AcceptedDocument[].class)))
  @APIResponse(responseCode = "413", description = "One is too large; none was stored")
  public Response upload(
      @RestPath String collection,
      @RestForm(FileUpload.ALL) List<FileUpload> files,
      @RestForm("document_id") @Parameter(description = "In place of the file name, for one file")
          String id,
      @RestForm String title,
      @RestForm @Parameter(description = "auto, train or validation") String split,
      @RestForm
          @Parameter(
              description =
                  "Questions that people asked and the one file answers: a JSON array of objects with"
                      + " question and answer, words of its text. They are evidence where the split is"
                      + " validation.")
          String questions,
      @Context HttpHeaders headers) {
    if (files == null || files.isEmpty()) {
      throw badRequest("the form has no file");
    }
    if (files.size() > 1 && (id != null || questions != null)) {
      throw badRequest(
          "one %s was given for %d files"
              .formatted(id != null ? "document_id" : "set of questions", files.size()));
    }
    List<EntryKey> keys = new ArrayList<>();
    for (FileUpload file : files) {
      keys.add(key(collection, id == null ? file.fileName() : id));
      if (file.size() > publisher.maxBytes()) {
        throw tooLarge(new DocumentTooLarge(publisher.maxBytes()));
      }
    }
    List<AcceptedDocument> accepted = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      FileUpload file = files.get(i);
      Document description =
          description(title, split)
              .setMediaType(mediaType(file.contentType()))
              .addAllQuestions(answered(keys.get(i), questions))
              .build();
      publish(keys.get(i), description, new FileContent(file.uploadedFile(), file.size()), headers);
      accepted.add(new AcceptedDocument(keys.get(i).collection(), keys.get(i).id()));
    }
    return accepted(accepted);
  }

  /** Deletes a document. */
  @DELETE
  @Path("{document_id:.+}")
  @Operation(summary = "Delete a document, and all that was made of it")
  @APIResponse(
      responseCode = "202",
      description = "It will be deleted",
      content = @Content(schema = @Schema(implementation = AcceptedDocument.class)))
  public Response delete(
      @RestPath String collection,
      @RestPath("document_id") String id,
      @Context HttpHeaders headers) {
    EntryKey key = key(collection, id);
    try {
      publisher.delete(key, trace(headers));
    } catch (PublishingFailed e) {
      throw unavailable(e);
    }
    return accepted(new AcceptedDocument(key.collection(), key.id()));
  }

  private void publish(
      EntryKey key, Document description, DocumentContent content, HttpHeaders headers) {
    if (content.size() == 0) {
      throw badRequest("the document is empty");
    }
    collections.admit(key.collection());
    try {
      publisher.publish(key, description, content, trace(headers));
    } catch (DocumentTooLarge e) {
      throw tooLarge(e);
    } catch (IOException e) {
      throw unreadable(e);
    } catch (PublishingFailed e) {
      throw unavailable(e);
    }
  }

  private static EntryKey key(String collection, String id) {
    try {
      return new EntryKey(collection, id);
    } catch (IllegalArgumentException e) {
      throw badRequest(e.getMessage());
    }
  }

  private static Document.Builder description(String title, String split) {
    try {
      SplitName name =
          split == null ? SplitName.AUTO : SplitName.valueOf(split.toUpperCase(Locale.ROOT));
      return Document.newBuilder().setTitle(orEmpty(title)).setSplit(name.split());
    } catch (IllegalArgumentException e) {
      throw badRequest("split must be auto, train or validation, not '" + split + "'");
    }
  }

  private static List<AnsweredQuestion> answered(EntryKey document, String questions) {
    try {
      return questions == null ? List.of() : SuppliedQuestions.of(document.id(), questions);
    } catch (IllegalArgumentException e) {
      throw badRequest(e.getMessage());
    }
  }

  private static Map<String, String> metadata(List<String> pairs) {
    Map<String, String> metadata = new HashMap<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw badRequest("metadata must be name=value, not '" + pair + "'");
      }
      metadata.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return metadata;
  }

  /** The default types of HTTP clients say nothing about the document. */
  private static String mediaType(String given) {
    boolean unknown =
        given == null
            || given.startsWith(MediaType.APPLICATION_OCTET_STREAM)
            || given.startsWith(MediaType.APPLICATION_FORM_URLENCODED);
    return unknown ? "" : given;
  }

  private static long announcedSize(HttpHeaders headers) {
    String announced = headers.getHeaderString(HttpHeaders.CONTENT_LENGTH);
    try {
      return announced == null ? 0 : Long.parseLong(announced);
    } catch (NumberFormatException e) {
      throw badRequest("Content-Length is not a number");
    }
  }

  private static Map<String, String> trace(HttpHeaders headers) {
    Map<String, String> trace = new HashMap<>();
    for (String name : TRACE) {
      String value = headers.getHeaderString(name);
      if (value != null) {
        trace.put(name, value);
      }
    }
    return trace;
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  private static Response accepted(Object entity) {
    return Response.accepted(entity).build();
  }

  private static HttpProblem badRequest(String detail) {
    return HttpProblem.valueOf(Response.Status.BAD_REQUEST, detail);
  }

  private static HttpProblem tooLarge(DocumentTooLarge e) {
    return HttpProblem.valueOf(Response.Status.REQUEST_ENTITY_TOO_LARGE, e.getMessage());
  }

  private static HttpProblem unreadable(IOException e) {
    return HttpProblem.valueOf(
        Response.Status.BAD_REQUEST, "the body could not be read: " + e.getMessage());
  }

  private static HttpProblem unavailable(PublishingFailed e) {
    return HttpProblem.valueOf(Response.Status.SERVICE_UNAVAILABLE, e.getMessage());
  }
}
