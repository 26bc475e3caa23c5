using Hotlink.Grains.Access.Buckets;

namespace Hotlink.Grains.Tests.Access.Buckets;

public sealed class PoolThreadHandlerTests
{
    // The thread that brings an answer is in the sockets' event loop: whoever blocks there stops every connection that it serves.
    [Fact]
    public async Task SendAsync_AnswerArrives_GoesOnOnAnotherThread()
    {
        var inner = new Unanswered();
        using var invoker = new HttpMessageInvoker(new PoolThreadHandler { InnerHandler = inner });
        var going = GoOnAsync(invoker);
        var loop = new Thread(() => inner.Answer.SetResult(new HttpResponseMessage()));
        loop.Start();

        Assert.NotEqual(loop.ManagedThreadId, await going);
    }

    private static async Task<int> GoOnAsync(HttpMessageInvoker invoker)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1/");
        using var response = await invoker.SendAsync(request, TestContext.Current.CancellationToken).ConfigureAwait(false);
        return Environment.CurrentManagedThreadId;
    }

    private sealed class Unanswered : HttpMessageHandler
    {
        public TaskCompletionSource<HttpResponseMessage> Answer { get; } = new();

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Answer.Task;
    }
}
