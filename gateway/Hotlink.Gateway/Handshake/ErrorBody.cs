using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Hotlink.Gateway.Handshake;

/// <summary>The JSON body of an HTTP error: <c>{"code":"…","error":"…"}</c> and a newline.</summary>
internal static class ErrorBody
{
    private const string ContentType = "application/json; charset=utf-8";

    // Quotes stand as \" in today's bodies, not as \u0022.
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task WriteAsync(HttpContext context, int status, string code, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = ContentType;
        return AppendAsync(context, code, text);
    }

    /// <summary>Writes the body alone, after whatever is in the response already.</summary>
    public static async Task AppendAsync(HttpContext context, string code, string text)
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        using var buffer = new MemoryStream();
        await using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            json.WriteStartObject();
            json.WriteString("code", code);
            json.WriteString("error", text);
            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        await context.Response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), context.RequestAborted);
    }
}
