using MyOpenIP.Server.Comments;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Orders;

/// <summary>Adds a comment to the thread of an order, which is that of its amendment.</summary>
internal static class CommentOrder
{
    /// <summary>Adds it.</summary>
    /// <param name="write">The write.</param>
    /// <param name="name">Name of the order.</param>
    /// <param name="text">What is said.</param>
    /// <exception cref="Fault">PERMISSION_DENIED, NOT_FOUND, LIMIT_EXCEEDED.</exception>
    public static async Task<Comment> RunAsync(Write write, PartName name, string text)
    {
        var order = await write.Context.OrderAsync(name, write.Cancellation);
        return await AddComment.RunAsync(write, order.Reseller, order.AmendmentNumber, ResourceNames.Order(order.CustomerId, order.Number), text);
    }
}
