using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Hotlink.Load.Echo;

/// <summary>The framework's own WebSockets, sending back each message as it came: the least that a server of messages does with them.</summary>
internal static class EchoServer
{
    private const int LongestMessage = 8 * 1024 * 1024;

    /// <summary>Says where it listens, then echoes until it is ended.</summary>
    public static async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        await using var app = builder.Build();
        app.UseWebSockets();
        app.Run(AnswerAsync);
        await app.StartAsync(cancellationToken);
        output.WriteLine($"echo listens on {app.Urls.Single()}");
        await app.WaitForShutdownAsync(cancellationToken);
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var (message, length) = (new byte[128 * 1024], 0);
        while (await socket.ReceiveAsync(message.AsMemory(length), context.RequestAborted) is { MessageType: not WebSocketMessageType.Close } part)
        {
            length += part.Count;
            if (part.EndOfMessage)
            {
                await socket.SendAsync(message.AsMemory(0, length), part.MessageType, true, context.RequestAborted);
                length = 0;
            }
            else if (length == message.Length)
            {
                Array.Resize(ref message, Math.Min(2 * message.Length, LongestMessage + 1));
            }
        }

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
    }
}
