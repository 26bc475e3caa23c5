using Hotlink.Grains.Tests.Kit;

namespace Hotlink.Grains.Tests.Conformance;

/// <summary>
/// What has to hold in whatever host the grains live. A host runs all of it by deriving from each of these classes. Every test ends with
/// all connections gone and nothing left behind.
/// </summary>
public abstract class ConformanceTests<THost> : IAsyncLifetime
    where THost : GrainHost, new()
{
    protected const string Alice = "alice@x.io";
    protected const string Bob = "bob@x.io";
    protected const string Carol = "carol@x.io";

    /// <summary>Alice's, for whoever the rules let read it.</summary>
    protected const string Path = "alice@x.io/app/news/session.request";

    /// <summary>Alice's, for one reader.</summary>
    protected const string StreamPath = "alice@x.io/flow/_mpc/0_to_1/stream.tcp.request";

    /// <summary>A session id.</summary>
    protected const string Sid = "session-1";

    protected THost Host { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Host.StartAsync();
        Host.LetRead(Alice, "*");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await using (Host)
        {
            await Host.AssertNothingLeftAsync();
        }
    }

    /// <summary>Alice and one reader for each user, in a session that they all accepted.</summary>
    protected async Task<(TestPeer Sender, TestPeer[] Readers)> LiveAsync(params string[] users)
    {
        var sender = await Host.ConnectAsync(Alice);
        var readers = await Task.WhenAll(users.Select(Host.ConnectAsync));
        Assert.Equal(default, await sender.OpenAsync(Path, Sid));
        foreach (var reader in readers)
        {
            Assert.Equal(default, await reader.AcceptAsync(Sid));
        }

        return (sender, readers);
    }

    /// <summary>Starts something on a thread of its own.</summary>
    protected static Task<T> Start<T>(Func<Task<T>> work) => Task.Run(work, TestContext.Current.CancellationToken);

    /// <summary>Starts something on a thread of its own.</summary>
    protected static Task Start(Func<Task> work) => Task.Run(work, TestContext.Current.CancellationToken);
}
