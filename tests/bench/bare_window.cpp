// The reference for the window bench: the least that a window can be. It clears, draws one quad, changes the quad's
// colour while a finger is on it, and sleeps otherwise.
#include <GLFW/glfw3.h>

namespace {

constexpr int kWidth = 1280, kHeight = 800;
bool pressed = false;

void on_button(GLFWwindow*, int, int action, int) {
  pressed = action == GLFW_PRESS;
}

void draw(GLFWwindow* window) {
  glDisable(GL_SCISSOR_TEST);
  glClearColor(0.12F, 0.17F, 0.15F, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  glEnable(GL_SCISSOR_TEST);
  glScissor(kWidth / 2 - 50, kHeight / 2 - 50, 100, 100);
  glClearColor(pressed ? 0.9F : 0.4F, 0.5F, 0.5F, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  glfwSwapBuffers(window);
}

}  // namespace

int main() {
  if (!glfwInit()) return 1;
  GLFWwindow* window = glfwCreateWindow(kWidth, kHeight, "bare", nullptr, nullptr);
  if (!window) return 1;
  glfwMakeContextCurrent(window);
  glfwSwapInterval(0);
  glfwSetMouseButtonCallback(window, on_button);
  while (!glfwWindowShouldClose(window)) {
    draw(window);
    glfwWaitEvents();
  }
  glfwTerminate();
}
