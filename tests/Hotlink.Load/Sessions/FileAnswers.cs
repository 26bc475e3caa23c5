using System.Collections.Concurrent;
using Hotlink.Protocol.Messages;

namespace Hotlink.Load.Sessions;

/// <summary>Matches the answers to file writes. A text in place of <see langword="null"/> says why the file was refused. Thread-safe.</summary>
internal sealed class FileAnswers
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string?>> _waiting = new();

    /// <summary>Waits for the answer to a write.</summary>
    /// <param name="messageId">The id of the message that writes.</param>
    public Task<string?> ExpectAsync(string messageId) =>
        _waiting.GetOrAdd(messageId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>The file was stored.</summary>
    public void Accepted(string messageId) => Complete(messageId, null);

    /// <summary>The file was refused.</summary>
    public void Refused(string messageId, string reason) => Complete(messageId, reason);

    /// <summary>An error came, which names no message: it means the write that waits.</summary>
    /// <returns>Whether one waits.</returns>
    public bool Refused(ErrorMessage error)
    {
        var waiting = _waiting.Keys.ToArray();
        foreach (var messageId in waiting)
        {
            Complete(messageId, error.Text);
        }

        return waiting.Length > 0 || error.Code == 403;
    }

    private void Complete(string messageId, string? reason)
    {
        if (_waiting.TryRemove(messageId, out var answer))
        {
            answer.TrySetResult(reason);
        }
    }
}
