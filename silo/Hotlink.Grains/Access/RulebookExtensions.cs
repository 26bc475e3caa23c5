using Hotlink.Domain.Access;

namespace Hotlink.Grains.Access;

/// <summary>Waiting for rules.</summary>
public static class RulebookExtensions
{
    /// <summary>Completes when the rules of a datasite have reached a version.</summary>
    public static async Task WaitForVersionAsync(this Rulebook rulebook, string datasite, long version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rulebook);
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        void Check()
        {
            if (rulebook.Version(datasite) >= version)
            {
                reached.TrySetResult();
            }
        }

        void OnChanged(string changed) => Check();

        rulebook.Changed += OnChanged;
        try
        {
            Check();
            await reached.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            rulebook.Changed -= OnChanged;
        }
    }
}
