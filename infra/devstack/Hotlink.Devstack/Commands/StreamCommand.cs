using System.CommandLine;
using Hotlink.Devstack.Streams;

namespace Hotlink.Devstack.Commands;

/// <summary><c>devstack stream</c>: the program that shipped scenarios run where no computation is needed.</summary>
internal static class StreamCommand
{
    private static readonly Option<int> Port = new("--port") { Description = "The local port to connect to.", Required = true };
    private static readonly Option<long> Send = new("--send") { Description = "How many bytes to send." };
    private static readonly Option<ulong> SendSeed = new("--send-seed") { Description = "What they are made from." };
    private static readonly Option<long> Receive = new("--receive") { Description = "How many bytes to receive." };
    private static readonly Option<ulong> ReceiveSeed = new("--receive-seed") { Description = "What they were made from." };
    private static readonly Option<long> ReadRate = new("--read-rate") { Description = "Read no faster than so many bytes a second." };
    private static readonly Option<int> Patience = new("--patience") { Description = "For how many seconds nothing may move.", DefaultValueFactory = _ => 30 };

    public static Command Create()
    {
        var command = new Command("stream", "Send and receive checked bytes on a local port: a program for scenarios.")
        {
            Port, Send, SendSeed, Receive, ReceiveSeed, ReadRate, Patience,
        };
        command.SetAction((result, token) => new StreamProgram(
            new()
            {
                Port = result.GetValue(Port),
                Send = result.GetValue(Send),
                SendSeed = result.GetValue(SendSeed),
                Receive = result.GetValue(Receive),
                ReceiveSeed = result.GetValue(ReceiveSeed),
                ReadRate = result.GetValue(ReadRate),
                Patience = TimeSpan.FromSeconds(result.GetValue(Patience)),
            },
            TimeProvider.System).RunAsync(Console.Out, token));
        return command;
    }
}
